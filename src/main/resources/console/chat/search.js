import { html, nothing } from 'lit'
import { asked, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { moment, number } from 'app/format.js'
import { debounced } from 'app/parts.js'
import { search } from './wire.js'

const PAGE = 20, PAUSE_MS = 300
const TYPES = { '': 'everybody', user: 'users', assistant: 'the assistant', system: 'the system' }

/** Searches all that is retained. `show(seq)` is the page's. */
class Search extends Element {
  static properties = {
    project: {}, show: { attribute: false }, q: { state: true }, type: { state: true }, found: { state: true },
    busy: { state: true }, failure: { state: true },
  }

  constructor() {
    super()
    this.q = asked('q')
    this.type = asked('type')
    this.later = debounced(PAUSE_MS, () => this.ask())
  }

  willUpdate(changed) {
    if (changed.has('project') && this.q) this.ask()
    else if (changed.has('project')) this.found = undefined
  }

  change(values) {
    Object.assign(this, values)
    keep({ q: this.q, type: this.q && this.type })
    if (!this.q) this.found = undefined
    this.later()
  }

  /** From the first result on, or more of them. */
  async ask(offset = 0) {
    const { project, q, type } = this, turn = this.turn = {}
    if (!q) return
    this.busy = true
    this.failure = ''
    try {
      const answer = await search(project, { q, message_type: type, limit: PAGE, offset })
      if (this.turn !== turn) return
      const before = offset ? this.found.messages : []
      this.found = { messages: [...before, ...answer.messages], total: answer.total_count, q }
    } catch (failure) {
      if (this.turn === turn) this.failure = failure.message
    } finally {
      if (this.turn === turn) this.busy = false
    }
  }

  render() {
    return html`
      <search class="row">
        <label class="grow"><span class="visually-hidden">Search messages</span>
          <input class="grow" type="search" name="q" maxlength="500" placeholder="Search all messages" .value=${this.q}
            @input=${event => this.change({ q: event.target.value })}></label>
        <span class="row"><label for="rw-chat-by">by</label>
        <select id="rw-chat-by" name="type" @change=${event => this.change({ type: event.target.value })}>
          ${Object.entries(TYPES).map(([value, words]) => html`
            <option value=${value} ?selected=${value === this.type}>${words}</option>`)}</select></span>
      </search>
      ${this.q ? this.results() : nothing}`
  }

  results() {
    const { found, failure, busy } = this
    return html`
      <section class="results stack" aria-label="Search results">
        <p class="row small"><span role="status" class="grow">${failure ? html`<span class="bad text">${failure}</span>`
          : busy || !found ? 'Searching…' : `${number(found.total)} found, newest first`}</span>
          <button @click=${() => this.change({ q: '' })}>Close</button></p>
        <ol class="scroll" tabindex="0" aria-label="Found messages">${found?.messages.map(message => html`
          <li class="small">
            <span class="row"><b class="text" dir="auto">${message.user_id}</b>
              <time class="quiet" datetime=${message.created_at}>${moment(message.created_at)}</time>
              <span class="quiet mono grow">${message.seq}</span>
              <button aria-label="Show message ${message.seq} in the chat"
                @click=${() => this.show(message.seq)}>Show</button></span>
            <p class="text" dir="auto">${marked(message.text, found.q)}</p>
          </li>`)}
          ${found && found.messages.length < found.total ? html`
            <li><button ?disabled=${busy} @click=${() => this.ask(found.messages.length)}>More</button></li>` : nothing}
        </ol>
      </section>`
  }
}

/** The text with what was sought marked, as far as letters go: the server also finds other forms of them. */
function marked(text, q) {
  const parts = [], low = text.toLowerCase(), wanted = q.toLowerCase()
  if (low.length !== text.length) return text
  let at = 0
  for (let next; (next = low.indexOf(wanted, at)) >= 0; at = next + wanted.length) {
    parts.push(text.slice(at, next), html`<mark>${text.slice(next, next + wanted.length)}</mark>`)
  }
  return [...parts, text.slice(at)]
}

define('chat-search', Search)
