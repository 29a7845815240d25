import { html, svg } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { time } from 'app/format.js'
import { toast } from 'app/toasts.js'

const WORDS = {
  disconnected: 'quiet', connecting: 'info', connected: 'good', reconnecting: 'warn', auth_failed: 'bad',
  rate_limited: 'warn', closed: 'quiet', error: 'bad'
}

/**
 * The state of a stream in words: never only a colour. `last` is when something last came, where that is told. Only the state itself is
 * announced: what changes with every event or every second is there to be looked up.
 */
export const chip = (state, ...last) => html`
  <span class="chip" data-state=${state.name}><span class="dot ${WORDS[state.name] ?? 'quiet'}"></span>
    <span role="status">SSE: ${state.name}${state.attempt ? html` (attempt ${state.attempt})` : ''}</span>${state.retryAfter
      ? html` (${Math.ceil(state.retryAfter)} s)` : ''}
    ${last.map(at => at || state.name === 'connected' ? html`<span class="quiet last">last ${at ? time(at) : '–'}</span>` : '')}</span>`

/** Names with commas between; a mark in one of them that turns the way of writing turns nothing around it. */
export const names = all => all.map((name, i) => html`${i ? ', ' : ''}<bdi>${name}</bdi>`)

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text) // there is no clipboard for pages of plain HTTP
    toast('info', 'Copied')
  } catch {
    toast('error', 'Copying is not allowed here')
  }
}

export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

/** Calls `task` once, `ms` after the last time it was asked for. */
export function debounced(ms, task) {
  let timer
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => task(...given), ms) }
}

/** The last values as a line; the words for it are the caller's. */
class Spark extends Element {
  static properties = { values: { attribute: false } }

  render() {
    const values = this.values ?? [], top = Math.max(1e-9, ...values), step = 100 / Math.max(1, values.length - 1)
    const points = values.map((value, i) => `${(i * step).toFixed(1)},${(28 - 26 * value / top).toFixed(1)}`).join(' ')
    return svg`<svg viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true"><polyline points=${points}
      fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg>`
  }
}

/**
 * A list of any length of which only what is seen is in the page. `rows` newest first, all `height` pixels high,
 * `row` renders one, `key` names one and no other. When the reader has scrolled down, what he reads stays where it is
 * while new rows come. With a `role` of its own, such as listbox, its rows are that role's.
 */
class List extends Element {
  static properties = { rows: { attribute: false }, row: { attribute: false }, key: { attribute: false }, height: { type: Number } }
  static SPARE = 6

  constructor() {
    super()
    this.rows = []
    this.height = 28
    this.key = row => row
  }

  connectedCallback() {
    super.connectedCallback()
    this.addEventListener('scroll', () => this.soon(), { passive: true })
    const seen = new ResizeObserver(() => this.soon())
    seen.observe(this)
    this.onLeave(() => seen.disconnect())
  }

  /** Scrolls as far as it takes to see the row at this place. */
  reveal(at) {
    const top = at * this.height
    this.scrollTop = Math.max(top + this.height - this.clientHeight, Math.min(top, this.scrollTop))
  }

  willUpdate() {
    const first = Math.floor(this.scrollTop / this.height)
    if (first > 0 && this.anchor !== undefined) {
      const at = this.rows.findIndex(row => this.key(row) === this.anchor)
      if (at > first) this.scrollTop += (at - first) * this.height
    }
  }

  render() {
    const first = Math.max(0, Math.floor(this.scrollTop / this.height) - List.SPARE)
    const last = Math.min(this.rows.length, first + Math.ceil(this.clientHeight / this.height) + 2 * List.SPARE)
    return html`<div class="space" aria-hidden="true" .style=${`height:${this.rows.length * this.height}px`}></div>
      <div class="rows" role=${this.hasAttribute('role') ? 'presentation' : 'list'}
        .style=${`transform:translateY(${first * this.height}px)`}>
        ${repeat(this.rows.slice(first, last), row => this.key(row), row => this.row(row))}</div>`
  }

  updated() {
    const first = Math.floor(this.scrollTop / this.height)
    this.anchor = first > 0 && this.rows[first] !== undefined ? this.key(this.rows[first]) : undefined
  }
}

define('spark', Spark)
define('list', List)
