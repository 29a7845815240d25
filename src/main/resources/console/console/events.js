import { html, nothing } from 'lit'
import { Element, define } from 'app/element.js'
import { asked, keep } from 'app/address.js'
import { number } from 'app/format.js'
import { active, asAsked, form, inAddress, matcher } from './filters.js'
import { MOST } from './buffer.js'
import 'app/parts.js'

const ROW_PX = 26
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -MOST, End: MOST }

/**
 * The events of a watch, newest first. While the reader is scrolled down or has picked an event, the list is held as it
 * is, and says how many newer ones there are. Fires `pick` with the entry or undefined.
 */
class Events extends Element {
  static properties = { watch: { attribute: false }, filters: { state: true }, open: { state: true } }

  constructor() {
    super()
    this.filters = asAsked()
    this.open = asked('events') !== 'hidden'
    this.heard = event => this.hear(event.detail)
    this.turned = () => this.soon()
    this.draw = entry => this.row(entry)
    this.name = entry => entry.number
  }

  willUpdate(changed) {
    if (!changed.has('watch')) return
    this.leave(changed.get('watch'))
    this.watch.addEventListener('event', this.heard)
    this.watch.addEventListener('state', this.turned)
    this.watch.buffer.filter(matcher(this.filters))
    this.release()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.leave(this.watch)
  }

  leave(watch) {
    watch?.removeEventListener('event', this.heard)
    watch?.removeEventListener('state', this.turned)
  }

  hear(entry) {
    if (this.held && this.watch.buffer.matches(entry)) this.newer++
    this.soon()
  }

  filter(filters) {
    this.filters = filters
    inAddress(filters)
    this.watch.buffer.filter(matcher(filters))
    this.release()
  }

  hold() {
    if (this.held) return
    this.held = this.watch.buffer.shown
    this.newer = 0
    this.requestUpdate()
  }

  /** Back to the newest. */
  release() {
    this.held = undefined
    this.pick(undefined)
    const list = this.querySelector('rw-list')
    if (list) list.scrollTop = 0
    this.requestUpdate()
  }

  /** By the mouse as soon as it is down: until it is up, the row has moved away. */
  pick(entry) {
    this.picked = entry
    this.dispatchEvent(new CustomEvent('pick', { detail: entry }))
    if (entry) this.hold()
    this.requestUpdate()
    this.querySelector('rw-list')?.requestUpdate()
  }

  scrolled(list) {
    if (list.scrollTop >= ROW_PX) this.hold()
    else if (this.held && !this.picked) this.release()
  }

  pressed(event) {
    if (event.key === 'Escape') return this.release()
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    this.hold()
    const at = this.picked ? this.held.indexOf(this.picked) + step : Math.max(0, Math.min(step, MOST) - 1)
    const place = Math.max(0, Math.min(this.held.length - 1, at))
    this.pick(this.held[place])
    event.currentTarget.reveal(place)
  }

  toggle() {
    this.open = !this.open
    keep({ events: this.open ? '' : 'hidden' })
    this.release()
  }

  row(entry) {
    const picked = entry === this.picked
    return html`<div class="event ${picked ? 'picked' : ''}" role="option" id="event-${entry.number}"
      data-kind=${entry.kind} aria-selected=${String(picked)} @click=${() => this.pick(entry)}
      @pointerdown=${event => event.pointerType === 'mouse' && this.pick(entry)}>
      <span class="time">${entry.time}</span><span class="tag" data-direction=${entry.direction}>${entry.tag}</span
      ><span class="mark ${entry.colour}">${entry.mark}</span><span class="what">${entry.text}</span></div>`
  }

  list() {
    const rows = this.held ?? this.watch.buffer.shown
    return html`<div class="frame">
      <rw-list role="listbox" tabindex="0" aria-label="Events, newest first" .height=${ROW_PX} .rows=${rows}
        .row=${this.draw} .key=${this.name}
        aria-activedescendant=${this.picked ? 'event-' + this.picked.number : nothing}
        @scroll=${event => this.scrolled(event.currentTarget)} @keydown=${this.pressed}></rw-list>
      ${rows.length ? '' : html`<p class="empty">${this.nothing()}</p>`}
      ${this.held ? html`<button class="newer main" @click=${this.release}>Held while you read: ${number(this.newer)}
        newer. Back to the newest</button>` : ''}
    </div>`
  }

  nothing() {
    return active(this.filters) ? 'Nothing that matches the filters has come yet.'
      : this.watch.live ? 'Nothing has come yet.' : 'Nothing came before the connection was lost.'
  }

  render() {
    return html`<section class="card stack" aria-label="Events">
      <div class="row"><h2 class="grow">Events <span class="small quiet">the newest ${MOST}, newest first</span></h2>
        <button aria-expanded=${String(this.open)} @click=${this.toggle}>${this.open ? 'Hide' : 'Show'} events</button>
      </div>
      ${form(this.filters, this.watch.target.kind === 'group', filters => this.filter(filters))}
      ${this.open ? this.list() : html`<p class="quiet">Hidden; they are received and counted all the same.</p>`}
    </section>`
  }
}

define('console-events', Events)
