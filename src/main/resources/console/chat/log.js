import { html, nothing } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { keyOf } from './message.js'
import { row } from './row.js'

const NEAR_PX = 40

/**
 * The messages, the newest at the end. It follows what comes while the reader is at the end; else what he reads stays
 * where it is, whatever is added above, below or between.
 */
class Log extends Element {
  static properties = {
    list: { attribute: false }, me: {}, before: { type: Number }, readers: { attribute: false }, loading: {},
    hasOlder: { type: Boolean }, failure: {}, chat: { attribute: false },
    following: { state: true }, open: { state: true }, sought: { state: true },
  }

  constructor() {
    super()
    this.list = []
    this.readers = new Map()
    this.open = new Set()
    this.following = true
    /** The newest message when the reader left the end. */
    this.left = 0
  }

  get box() { return this.querySelector('[role=log]') }

  connectedCallback() {
    super.connectedCallback()
    const size = new ResizeObserver(() => this.follow())
    this.updateComplete.then(() => size.observe(this.box))
    this.onLeave(() => size.disconnect())
  }

  /** Goes to the end and stays there. */
  toEnd() {
    this.following = true
    this.follow()
    this.chat.follow(true)
  }

  /** Shows that message. */
  async show(seq) {
    this.following = false
    this.sought = seq
    await this.updateComplete
    const found = this.querySelector(`[data-seq="${seq}"]`)
    found?.scrollIntoView({ block: 'center' })
    found?.focus({ preventScroll: true })
  }

  follow() {
    if (this.following && this.box) this.box.scrollTop = this.box.scrollHeight
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.box
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX
    if (atEnd === this.following) return
    this.following = atEnd
    if (!atEnd) this.left = this.list.findLast(message => message.seq)?.seq ?? 0
    this.chat.follow(atEnd)
  }

  willUpdate() {
    const top = this.box?.scrollTop
    this.anchor = this.following ? undefined
      : [...this.querySelectorAll('li[data-key]')].find(it => it.offsetTop + it.offsetHeight > top)
    this.offset = this.anchor && this.anchor.offsetTop - top
  }

  updated() {
    if (this.anchor?.isConnected) this.box.scrollTop = this.anchor.offsetTop - this.offset
    else this.follow()
  }

  toggle(key) {
    const open = new Set(this.open)
    if (!open.delete(key)) open.add(key)
    this.open = open
  }

  line(message) {
    const key = keyOf(message), open = this.open.has(key), found = message.seq && message.seq === this.sought
    const readers = this.readers.get(message.seq)
    return html`
      ${message === this.firstNew ? html`<li class="since small">New since you last read</li>` : nothing}
      <li data-key=${key} data-seq=${message.seq ?? nothing} data-source=${message.source}
        data-type=${message.message_type} data-state=${message.seq ? 'said' : message.state}
        class=${found ? 'found' : ''} tabindex=${found ? '-1' : nothing}>
        ${guard([message, open, readers?.join()], () => row(message, {
          me: this.me, open, readers, toggle: () => this.toggle(key),
          again: () => this.chat.again(message), discard: () => this.chat.discard(message),
        }))}</li>`
  }

  render() {
    const { list, loading, before } = this
    this.firstNew = before && list[0]?.seq <= before ? list.find(message => message.seq > before) : undefined
    const news = this.following ? 0 : list.filter(message => message.seq > this.left).length
    return html`
      <div class="box scroll" role="log" aria-label="Messages" tabindex="0" aria-busy=${loading ? 'true' : 'false'}
        @scroll=${this.scrolled}>
        <div class="older">${this.top()}</div>
        ${list.length || loading || this.failure ? nothing
          : html`<p class="empty">Nobody has said anything yet. Write the first message below.</p>`}
        <ol>${repeat(list, keyOf, message => this.line(message))}</ol>
      </div>
      <button class="news main" ?hidden=${this.following} @click=${this.toEnd}>
        ${news ? `${news} new` : 'To the end'} ↓</button>`
  }

  top() {
    const { failure, loading, hasOlder, chat } = this
    if (failure) return html`<span class="bad text">${failure}</span> <button @click=${chat.retry}>Try again</button>`
    if (loading) return html`<span class="quiet">Loading${loading === 'older' ? ' older messages' : ''}…</span>`
    if (hasOlder) return html`<button @click=${chat.older}>Load older</button>`
    return html`<span class="quiet small">This is the beginning of what is retained.</span>`
  }
}

define('chat-log', Log)
