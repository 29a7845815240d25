import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { number } from 'app/format.js'
import { call } from 'app/session.js'

const SHORTEST_MS = 50
const ID = '(0[xX])?[0-9A-Fa-f]{1,8}'
const DATA = '\\s*([0-9A-Fa-f]{2}\\s*){0,8}'

/** Sends frames to a dongle's bus, once or again and again. */
class CanConsole extends Element {
  static properties = { dongle: {}, period: { state: true }, outcome: { state: true } }

  constructor() {
    super()
    this.sent = 0
    this.late = 0
  }

  willUpdate(changed) {
    if (changed.has('dongle')) this.stop()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.stop()
  }

  /** The frame that the form shows; undefined where it is none, which the form then says. */
  frame() {
    const form = this.querySelector('form')
    if (!form.reportValidity()) return undefined
    const { can, data, bus, extended } = form.elements
    return {
      can_id: can.value.trim(), is_extended: extended.checked, data_hex: data.value.replace(/\s+/g, ''),
      ...(bus.value.trim() ? { bus: bus.value.trim() } : {})
    }
  }

  async send(frame) {
    if (this.busy) return void this.late++
    this.busy = true
    const to = this.dongle
    try {
      await call('POST', `/api/v1/dongles/${to}/can/send`, frame)
      if (to === this.dongle) this.outcome = { good: true, text: 'Confirmed by the agent.' }
      this.sent++
    } catch (refusal) {
      if (to === this.dongle) {
        this.stop()
        this.outcome = { good: false, text: refusal.message }
      }
    } finally {
      this.busy = false
      this.requestUpdate()
    }
  }

  once(event) {
    event.preventDefault()
    const frame = this.frame()
    if (frame) this.send(frame)
  }

  /** One at a time: while the agent has not confirmed a frame, its turn passes and is counted. */
  start() {
    const frame = this.frame()
    if (!frame) return
    this.period = Math.max(SHORTEST_MS, Number(this.querySelector('form').elements.period.value))
    this.sent = 0
    this.late = 0
    this.timer = setInterval(() => this.send(frame), this.period)
    this.send(frame)
  }

  stop() {
    clearInterval(this.timer)
    this.period = undefined
    this.outcome = undefined
  }

  said() {
    const { period, outcome } = this
    if (outcome && !outcome.good) return html`<span class="bad text">${outcome.text}</span>`
    const counts = `${number(this.sent)} confirmed` + (this.late ? `, ${number(this.late)} turns passed` : '')
    if (period) return `Every ${period} ms: ${counts}.`
    return this.sent ? counts + '.' : html`<span class="quiet">Nothing sent yet.</span>`
  }

  render() {
    return html`<form class="stack" @submit=${this.once}>
      <div class="row fields">
        <label>CAN id <input name="can" required pattern=${ID} maxlength="10" size="9" value="0x1A0" spellcheck="false"
          title="Hexadecimal, with or without 0x"></label>
        <label><input name="extended" type="checkbox">Extended</label>
        <label>Bus <input name="bus" maxlength="40" size="6" placeholder="can1"></label>
      </div>
      <label>Data <input class="grow mono" name="data" pattern=${DATA} maxlength="32" value="02 10 03 00"
        spellcheck="false" title="Up to 8 bytes in pairs of hexadecimal digits"></label>
      <div class="row">
        <button class="main" ?disabled=${Boolean(this.period)}>Send once</button>
        <label>every <input name="period" type="number" min=${SHORTEST_MS} max="3600000" step="1" value="1000"
          ?disabled=${Boolean(this.period)}> ms</label>
        ${this.period ? html`<button type="button" @click=${this.halt}>Stop</button>`
          : html`<button type="button" @click=${this.start}>Start periodic</button>`}
      </div>
      <p class="small outcome" role="status">${this.said()}</p>
    </form>`
  }

  halt() { this.stop() }
}

define('console-send', CanConsole)
