import { html } from 'lit'
import { Element, define } from 'app/element.js'

const LONGEST = 10_000, SHOWN_FROM = 9_000
const MODES = ['unified', 'plan', 'build'], TARGETS = { team: 'the team', ai: 'the assistant' }

/** Where the user writes. `send({text, mode, target})` and `write(text)` are the page's. */
class Composer extends Element {
  static properties = {
    send: { attribute: false }, write: { attribute: false }, off: { type: Boolean }, text: { state: true },
  }

  constructor() {
    super()
    this.text = ''
  }

  input(event) {
    this.text = event.target.value
    this.write(this.text)
  }

  key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    this.querySelector('form').requestSubmit()
  }

  submit(event) {
    event.preventDefault()
    const { mode, target } = event.target.elements
    if (!this.text.trim()) return
    this.send({ text: this.text, mode: mode.value, target: target.value })
    this.text = ''
    this.querySelector('textarea').focus()
  }

  render() {
    const left = LONGEST - this.text.length
    return html`
      <form class="stack" @submit=${this.submit}>
        <label class="field"><span class="visually-hidden">Message</span>
          <textarea name="text" rows="2" maxlength=${LONGEST} .value=${this.text} ?disabled=${this.off}
            placeholder="Write a message. Enter sends, Shift and Enter is a new line."
            @input=${this.input} @keydown=${this.key} @blur=${() => this.write('')}></textarea></label>
        <div class="row">
          <span class="row"><label for="rw-chat-mode">Mode</label>
            <select id="rw-chat-mode" name="mode">${MODES.map(it => html`<option>${it}</option>`)}</select></span>
          <span class="row"><label for="rw-chat-target">To</label>
            <select id="rw-chat-target" name="target">${Object.entries(TARGETS).map(([value, words]) => html`
              <option value=${value}>${words}</option>`)}</select></span>
          <span class="quiet small grow">${this.text.length > SHOWN_FROM ? `${left} characters left` : ''}</span>
          <button class="main" ?disabled=${this.off || !this.text.trim()}>Send</button>
        </div>
      </form>`
  }
}

define('chat-composer', Composer)
