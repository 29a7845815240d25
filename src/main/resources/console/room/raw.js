import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { copy } from 'app/parts.js'

/** A value as JSON, written out only while it is open. `of` says what it is. */
class Raw extends Element {
  static properties = { value: { attribute: false }, of: {}, word: {}, open: { state: true } }

  constructor() {
    super()
    this.word = 'JSON'
  }

  render() {
    const text = this.open ? JSON.stringify(this.value, null, 2) : ''
    return html`
      <details @toggle=${event => { this.open = event.target.open }}>
        <summary>${this.word}<span class="visually-hidden"> of ${this.of}</span></summary>
        ${this.open ? html`
          <div class="scroll" tabindex="0" role="region" aria-label="JSON of ${this.of}">
            <pre class="text">${text}</pre></div>
          <button class="small" @click=${() => copy(text)}>Copy<span class="visually-hidden"> JSON of ${
            this.of}</span></button>` : ''}
      </details>`
  }
}

define('room-raw', Raw)

export const raw = (value, of, word = 'JSON') => html`<rw-room-raw .value=${value} of=${of} word=${word}></rw-room-raw>`

/** Any value as a word or two. */
export const shown = value => value === null || value === undefined || value === '' ? '–'
  : typeof value === 'object' ? JSON.stringify(value) : String(value)

const LEVELS = { OK: 'good', WARN: 'warn', ERROR: 'bad' }

/** How ready the data was. */
export const readiness = value => value?.level ? html`<span class="chip" title=${shown(value.reasons)}>
  <span class="dot ${LEVELS[value.level] ?? 'quiet'}"></span>${shown(value.level)}</span>` : ''
