import { html } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { moment, time } from 'app/format.js'
import { raw } from './raw.js'
import './composer.js'

const AT_END_PX = 24

/** What is said, newest last, and a place to say something. Follows the newest message until the reader scrolls up. */
class Chat extends Element {
  static properties = {
    name: {}, heading: {}, hint: {}, nothing: {}, label: {}, agent: {}, messages: { attribute: false },
    loadedAt: {}, failure: {}, say: { attribute: false }, following: { state: true }
  }

  constructor() {
    super()
    this.following = true
  }

  get log() { return this.querySelector('[role=log]') }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log
    this.following = scrollHeight - scrollTop - clientHeight < AT_END_PX
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight
    this.following = true
  }

  updated() {
    if (this.following) this.log.scrollTop = this.log.scrollHeight
  }

  render() {
    const messages = this.messages ?? []
    return html`
      <section class="card panel">
        <div class="row"><h2 id="${this.name}-title" class="grow">${this.heading}</h2>
          <span class="small quiet">${this.hint}</span></div>
        <div class="body scroll" role="log" tabindex="0"
          aria-live=${this.name === 'private' ? 'polite' : 'off'} aria-labelledby="${this.name}-title"
          @scroll=${this.scrolled}>
          ${messages.length ? html`<ol>${repeat(messages, it => it.id, it => guard([it], () => message(it)))}</ol>`
          : html`<p class="empty">${this.loadedAt ? this.nothing : 'Loading …'}</p>`}
        </div>
        <button class="newest small" ?hidden=${this.following} @click=${this.toEnd}>To the newest</button>
        <p class="status small quiet">${this.failure ? html`<span class="bad">${this.failure}</span>`
          : html`${messages.length} shown · asked by HTTP at ${time(this.loadedAt)}`}</p>
        <rw-room-composer .label=${this.label} .agent=${this.agent} .say=${this.say}></rw-room-composer>
      </section>`
  }
}

const message = it => html`
  <li class="message ${it.sender_type}" data-id=${it.id}>
    <div class="row">
      <strong class="text">${it.sender_name}</strong>
      ${it.sender_type === 'agent' ? html`<span class="small kind">${it.agent_message_kind ?? 'agent'}</span>` : ''}
      ${it.sender_type === 'user' && it.message_type === 'public_mention_agent'
        ? html`<span class="small quiet">to the agent</span>` : ''}
      <time class="small quiet" title=${moment(it.created_ts_ms)}>${time(it.created_ts_ms)}</time>
      ${raw(it, 'message ' + it.id)}
    </div>
    <p class="text" dir="auto">${typeof it.text === 'string' ? it.text : ''}</p>
  </li>`

define('room-chat', Chat)
