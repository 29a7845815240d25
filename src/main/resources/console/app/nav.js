import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { bring, onChange, signIn, token, user } from 'app/session.js'

const PAGES = [['front', '/', 'Live'], ['room', '/room', 'Rooms'], ['worklog', '/worklog', 'Work logs'],
  ['trading', '/trading', 'Trading'], ['chat', '/chat', 'Chat'], ['console', '/console', 'Console'],
  ['groups', '/groups', 'Groups'], ['inspector', '/inspector', 'Inspector']]
const THEMES = { '': 'Auto', light: 'Light', dark: 'Dark' }

/** The way to every page, who the user is, and light or dark. */
class Nav extends Element {
  static properties = { page: {}, asking: { state: true }, failure: { state: true } }

  connectedCallback() {
    super.connectedCallback()
    this.onLeave(onChange(() => this.requestUpdate()))
    token()
  }

  theme() { return document.documentElement.dataset.theme ?? '' }

  turn() {
    const names = Object.keys(THEMES), next = names[(names.indexOf(this.theme()) + 1) % names.length]
    if (next) document.documentElement.dataset.theme = next
    else delete document.documentElement.dataset.theme
    try { localStorage.setItem('roomwire.theme', next) } catch { /* holds for this page */ }
    this.requestUpdate()
  }

  async enter(event) {
    event.preventDefault()
    const text = event.target.elements.who.value.trim()
    if (text.split('.').length === 3) bring(text)
    else if (await signIn(text) === '' || user() !== text) return void (this.failure = 'This node gives no tokens: paste one.')
    this.failure = ''
    this.asking = false
  }

  render() {
    return html`
      <div class="bar">
        <a class="skip" href="#main">To the content</a>
        <a class="brand" href="/">Roomwire</a>
        <nav aria-label="Pages" class="grow">${PAGES.map(([key, path, name]) => html`
          <a href=${path} aria-current=${key === this.page ? 'page' : 'false'}>${name}</a>`)}</nav>
        <span class="row">
          ${this.asking ? html`
            <form class="row" @submit=${this.enter}>
              <label><span class="visually-hidden">User, or a token</span>
                <input name="who" required autocomplete="off" placeholder="user, or a token" size="16"></label>
              <button class="main">Use</button>
              <button type="button" @click=${() => { this.asking = false }}>Cancel</button>
              ${this.failure ? html`<span class="bad small" role="alert">${this.failure}</span>` : ''}
            </form>`
          : html`<button @click=${() => { this.asking = true }} title="Be another user">
              ${user() ? html`<span class="text">${user()}</span>` : 'Sign in'}</button>`}
          <button @click=${this.turn} title="Light or dark">${THEMES[this.theme()]}</button>
        </span>
      </div>`
  }
}

define('nav', Nav)
