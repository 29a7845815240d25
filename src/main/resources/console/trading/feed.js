import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { asked, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { time } from 'app/format.js'
import { download } from 'app/parts.js'
import './chart.js'
import { timelineChart } from './chart.js'
import { asCsv, asJson } from './export.js'
import { KEPT } from './live.js'

const SHOWN = 10
const KINDS = { trade: ['↗', 'good'], status: ['●', 'info'], error: ['✕', 'bad'], complete: ['✓', 'good'] }
const OTHER = ['•', 'quiet']
const LANES = ['other', ...Object.keys(KINDS)]
const timeline = timelineChart(LANES, LANES.map(it => (KINDS[it] ?? OTHER)[1]))

/** The newest events, with what narrows them down, takes them away, and shows them over time. */
class Feed extends Element {
  static properties = { events: { attribute: false }, nameOf: { attribute: false }, chosen: { type: Number } }

  constructor() {
    super()
    this.type = asked('type')
    this.words = asked('q')
    this.only = asked('only') === '1'
    this.all = asked('all') === '1'
  }

  set(values) {
    Object.assign(this, values)
    keep({ type: this.type, q: this.words, only: this.only ? 1 : '', all: this.all ? 1 : '' })
    this.requestUpdate()
  }

  matches(event) {
    if (this.type && event.type !== this.type) return false
    if (this.only && event.model !== this.chosen) return false
    if (!this.words) return true
    return (this.nameOf(event.model) + ' ' + event.type + ' ' + JSON.stringify(event.data)).toLowerCase()
      .includes(this.words.toLowerCase())
  }

  save(form) {
    const events = this.events.filter(it => this.matches(it)), name = 'roomwire-trading.' + form
    if (form === 'csv') download(name, 'text/csv', asCsv(events, this.nameOf))
    else download(name, 'application/json', asJson(events, this.nameOf))
  }

  render() {
    const found = this.events.filter(it => this.matches(it)).reverse()
    const shown = this.all ? found : found.slice(0, SHOWN)
    return html`
      <section class="card stack feed">
        <div class="row"><h2 class="grow">Activity</h2>
          <span class="quiet small count">${shown.length} of ${found.length}, newest first; the last ${KEPT} are
            kept</span></div>
        ${this.controls()}
        <ol class="events scroll" tabindex="0" aria-label="Events, newest first">
          ${repeat(shown, it => it.key, it => row(it, this.nameOf(it.model)))}
          ${shown.length ? '' : html`<li class="empty">${this.events.length ? 'No event matches.'
            : 'No events yet: they come while a model runs.'}</li>`}</ol>
        ${this.timeline(found)}
      </section>`
  }

  controls() {
    const types = [...new Set([...this.events.map(it => it.type), ...this.type ? [this.type] : []])].sort()
    return html`<div class="row controls">
      <label>Type <select @change=${event => this.set({ type: event.target.value })}>
        <option value="" ?selected=${!this.type}>all</option>
        ${types.map(it => html`<option value=${it} ?selected=${it === this.type}>${it}</option>`)}</select></label>
      <label>Search <input type="search" size="14" .value=${this.words}
        @input=${event => this.set({ words: event.target.value })}></label>
      <button aria-pressed=${this.only} @click=${() => this.set({ only: !this.only })}>Chosen model only</button>
      <button aria-pressed=${this.all} @click=${() => this.set({ all: !this.all })}>All kept</button>
      <button @click=${() => this.save('json')}>Export JSON</button>
      <button @click=${() => this.save('csv')}>Export CSV</button>
    </div>`
  }

  timeline(found) {
    const events = found.filter(it => !Number.isNaN(Date.parse(it.timestamp))).reverse()
    const lane = it => Math.max(0, LANES.indexOf(it.type))
    const data = [events.map(it => Date.parse(it.timestamp) / 1000),
      ...LANES.map((_, i) => events.map(it => lane(it) === i ? i : null))]
    const counts = LANES.map((name, i) => `${events.filter(it => lane(it) === i).length} ${name}`).join(', ')
    return html`<h3>Timeline</h3>
      <rw-trading-chart .make=${timeline} .data=${data} .label=${'Events over time: ' + counts}></rw-trading-chart>`
  }
}

const what = ({ type, data }) => type === 'trade' && data?.symbol
  ? html`<span class="quiet"> <bdi>${data.action}</bdi> ${data.amount} <bdi>${data.symbol}</bdi> @ ${data.price}</span>` : ''

const row = (event, name) => {
  const [icon, colour] = KINDS[event.type] ?? OTHER
  return html`<li data-type=${event.type}><details><summary>
    <span class="quiet stamp">${time(event.timestamp)}</span>
    <span class="icon ${colour}" aria-hidden="true">${icon}</span>
    <span class="type ${colour}">${event.type}</span>
    <span class="text who">${name}</span>
    <span class="text message"><bdi>${event.data?.message ?? ''}</bdi>${what(event)}</span>
  </summary><pre class="text">id ${event.id ?? '–'}\n${event.raw}</pre></details></li>`
}

define('trading-feed', Feed)
