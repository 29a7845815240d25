import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { asked, keep } from 'app/address.js'
import { decimal, number, rate, time } from 'app/format.js'

const BITRATES = [10_000, 20_000, 50_000, 100_000, 125_000, 250_000, 500_000, 800_000, 1_000_000]
const STANDARD = 500_000
const EVERY_MS = 250

const named = bitrate => bitrate >= 1_000_000 ? bitrate / 1_000_000 + ' Mbit/s' : bitrate / 1000 + ' kbit/s'

/** Figures of a watch, four times a second: faster nobody reads them. */
class Stats extends Element {
  static properties = { watch: { attribute: false }, bitrate: { state: true } }

  constructor() {
    super()
    const wanted = Number(asked('bitrate', STANDARD))
    this.bitrate = BITRATES.includes(wanted) ? wanted : STANDARD
  }

  connectedCallback() {
    super.connectedCallback()
    const timer = setInterval(() => this.requestUpdate(), EVERY_MS)
    this.onLeave(() => clearInterval(timer))
  }

  choose(event) {
    this.bitrate = Number(event.target.value)
    keep({ bitrate: this.bitrate === STANDARD ? '' : this.bitrate })
  }

  /** What is not live is not told as if it were. */
  figures() {
    const { meter, live, sampling } = this.watch, step = sampling?.step ?? 1
    const frames = meter.rate, load = 100 * meter.bits * step / this.bitrate
    return [
      ['Last Event ID', this.watch.position || '–', this.watch.lastAt ? 'at ' + time(this.watch.lastAt) : 'none yet'],
      ['CAN rate (5 s)', live ? rate(frames) : '–', this.coverage(frames, step)],
      ['RX', number(meter.rx), 'since opened or cleared'],
      ['TX', number(meter.tx), 'since opened or cleared'],
      ['Bus load', live ? (step > 1 ? '≈ ' : '') + decimal(load, 1) + ' %' : '–', this.bitrates()]
    ]
  }

  /** A page that opens while frames are left out is not told so. */
  coverage(frames, step) {
    return !this.watch.live ? '' : step > 1 ? `≈ ${rate(frames * step)} on the bus` : 'of frames that come here'
  }

  bitrates() {
    return html`<label>of <select aria-label="Bitrate" @change=${this.choose}
      title="Counted from the lengths of frames that come here, without stuffed bits">${BITRATES.map(each => html`
        <option value=${each} ?selected=${each === this.bitrate}>${named(each)}</option>`)}</select></label>`
  }

  render() {
    return html`<dl class="card">${this.figures().map(([name, value, more]) => html`<div>
      <dt class="small quiet">${name}</dt><dd class="value">${value}</dd><dd class="small quiet more">${more}</dd>
    </div>`)}</dl>`
  }
}

define('console-stats', Stats)
