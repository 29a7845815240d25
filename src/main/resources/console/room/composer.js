import { html, nothing } from 'lit'
import { Element, define } from 'app/element.js'
import { begunMention, mentionable, reasonOf } from './messages.js'

const USUAL_LENGTH = 600
let made = 0

/** Where a viewer writes. `say` sends a text and fails with why not; `label` says to whom. */
class Composer extends Element {
  static properties = {
    label: {}, agent: {}, say: { attribute: false }, text: { state: true }, choices: { state: true },
    choice: { state: true }, busy: { state: true }, refusal: { state: true }, wait: { state: true }
  }

  constructor() {
    super()
    this.name = 'composer-' + made++
    this.text = ''
    this.choices = []
    this.choice = 0
    this.wait = 0
    this.onLeave(() => clearInterval(this.counting))
  }

  get box() { return this.querySelector('textarea') }

  wrote() {
    this.text = this.box.value
    this.offer()
  }

  /** Opens the menu on `@`, with who can be mentioned. */
  offer() {
    const mention = begunMention(this.box.value, this.box.selectionStart)
    this.choices = mention ? mentionable(this.agent).filter(it => it.handle.startsWith(mention.name)) : []
    this.choice = 0
  }

  take({ handle }) {
    const { start } = begunMention(this.text, this.box.selectionStart), caret = this.box.selectionStart
    const before = this.text.slice(0, start) + '@' + handle + ' '
    this.box.value = this.text = before + this.text.slice(caret)
    this.box.setSelectionRange(before.length, before.length)
    this.box.focus()
    this.choices = []
  }

  pressed(event) {
    if (event.isComposing) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key], open = this.choices.length > 0
    if (open && move) this.choice = (this.choice + move + this.choices.length) % this.choices.length
    else if (open && (event.key === 'Enter' || event.key === 'Tab')) this.take(this.choices[this.choice])
    else if (open && event.key === 'Escape') this.choices = []
    else if (event.key === 'Enter' && !event.shiftKey) this.send()
    else return
    event.preventDefault()
  }

  async send() {
    const text = this.text.trim()
    if (!text || this.busy || this.wait) return
    this.busy = true
    this.refusal = ''
    this.choices = []
    try {
      await this.say(text)
      if (this.text.trim() === text) this.box.value = this.text = ''
    } catch (failure) {
      this.refusal = reasonOf(failure, this.agent)
      this.countDown(failure.retryAfter ?? 0)
    }
    this.busy = false
  }

  countDown(seconds) {
    clearInterval(this.counting)
    const until = Date.now() + seconds * 1000
    this.wait = seconds
    if (seconds) this.counting = setInterval(() => {
      this.wait = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      if (!this.wait) clearInterval(this.counting)
    }, 250)
  }

  render() {
    const open = this.choices.length > 0
    return html`
      <form @submit=${event => { event.preventDefault(); this.send() }}>
        ${open ? html`
          <ul class="menu" role="listbox" id="${this.name}-menu" aria-label="Mention">
            ${this.choices.map((it, i) => html`<li role="option" id="${this.name}-${i}"
              aria-selected=${i === this.choice ? 'true' : 'false'}
              @mousedown=${event => { event.preventDefault(); this.take(it) }}>
              <strong>@${it.handle}</strong> <span class="small text">${it.says}</span></li>`)}</ul>` : ''}
        <label class="visually-hidden" for=${this.name}>${this.label}</label>
        <textarea id=${this.name} rows="2" placeholder=${this.label} aria-autocomplete="list" aria-haspopup="listbox"
          aria-controls=${open ? this.name + '-menu' : nothing}
          aria-activedescendant=${open ? `${this.name}-${this.choice}` : nothing}
          @input=${this.wrote} @click=${this.offer} @keydown=${this.pressed}
          @blur=${() => { this.choices = [] }}></textarea>
        <button class="main" ?disabled=${this.busy || this.wait > 0}>${this.busy ? 'Sending' : 'Send'}</button>
        <p class="says small">
          <span class="bad text grow" role="alert">${this.refusal}</span>
          ${this.wait ? html`<span class="wait">Again in ${this.wait} s</span>` : ''}
          <span class="${this.text.length > USUAL_LENGTH ? 'bad' : 'quiet'}">${this.text.length}/${USUAL_LENGTH}</span>
        </p>
      </form>`
  }
}

define('room-composer', Composer)
