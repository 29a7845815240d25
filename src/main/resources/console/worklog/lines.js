import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { moment, number, time } from 'app/format.js'

const ICONS = { error: '✕', success: '✓', warn: '⚠', info: 'ℹ' }
const COLOURS = { error: 'bad', success: 'good', warn: 'warn', info: 'quiet' }
const NEAR_PX = 4
const SAY_MS = 10_000

/** The lines in a panel that goes down with the newest one, until the reader scrolls up. */
class Lines extends Element {
  static properties = {
    lines: { attribute: false }, received: { type: Number }, raw: { type: Boolean }, empty: { attribute: false }
  }

  constructor() {
    super()
    this.following = true
    this.seen = this.said = 0
  }

  connectedCallback() {
    super.connectedCallback()
    this.addEventListener('toggle', () => this.look(), true)
    const size = new ResizeObserver(() => this.following && this.down())
    size.observe(this)
    const say = setInterval(() => this.say(), SAY_MS)
    this.onLeave(() => { size.disconnect(); clearInterval(say) })
  }

  get panel() { return this.querySelector('.lines') }

  down() { if (this.panel) this.panel.scrollTop = this.panel.scrollHeight }

  /** Whether the reader is at the end, and so wants to stay there. */
  look() {
    const { scrollHeight, scrollTop, clientHeight } = this.panel
    const following = scrollHeight - scrollTop - clientHeight <= NEAR_PX
    if (following === this.following) return
    this.following = following
    this.seen = this.received
    this.requestUpdate()
  }

  follow() {
    this.following = true
    this.down()
    this.panel.focus()
    this.requestUpdate()
  }

  /** Lines can come faster than anybody hears them read out: what is new is summed up now and then. */
  say() {
    const count = this.received - this.said
    if (!count) return
    this.said = this.received
    this.news = `${number(count)} new lines`
    this.requestUpdate()
  }

  updated() { if (this.following) this.down() }

  render() {
    const behind = this.received - this.seen
    return html`
      <div class="lines scroll" role="log" aria-live="off" aria-label="Log lines" tabindex="0" @scroll=${this.look}>
        ${this.lines.length ? repeat(this.lines, keyOf, it => it.mark ? mark(it) : line(it, this.raw))
          : html`<div class="empty">${this.empty}</div>`}
      </div>
      <button class="main newer" ?hidden=${this.following} @click=${this.follow}>
        ${behind ? `${number(behind)} new ${behind === 1 ? 'line' : 'lines'}` : 'To the newest line'} ↓</button>
      <span class="visually-hidden" role="status">${this.news ?? ''}</span>`
  }
}

const keyOf = it => it.id ?? it

const mark = it => html`<p class="mark">${it.mark} <span class="quiet">${time(it.timestamp)}</span></p>`

const line = (it, raw) => html`
  <div class="line" data-level=${it.level}>
    <span class="stamp quiet" title=${moment(it.timestamp)}>[${time(it.timestamp)}]</span>
    <span class="agent">[${it.agentType}]</span>
    <span class=${COLOURS[it.level] ?? 'quiet'}><span aria-hidden="true">${ICONS[it.level] ?? '·'}</span><span
      class="visually-hidden">${it.level}: </span> <span class="text message">${it.message}</span></span>
    ${it.local ? html`<span class="quiet small">(said by this page)</span>` : ''}
    ${it.metadata ? html`<details><summary>metadata</summary>
      <pre class="text">${JSON.stringify(it.metadata, null, 2)}</pre></details>` : ''}
    ${raw ? html`<pre class="raw text quiet">${it.local ? 'no event' : `id ${it.id}\n${it.raw}`}</pre>` : ''}
  </div>`

define('worklog-lines', Lines)
