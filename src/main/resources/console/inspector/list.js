import { html, nothing } from 'lit'
import { Element, define } from 'app/element.js'
import { number } from 'app/format.js'
import 'app/parts.js'
import { ROW_PX } from './rows.js'

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }

/**
 * Rows, newest first, of which one can be picked. While the reader has picked one or has scrolled down, the list is held
 * as it is. `draw(row, picked, pick)` renders one, `name(row)` tells it from others. Fires `pick`.
 */
class InspectorList extends Element {
  static properties = { rows: { attribute: false }, draw: { attribute: false }, name: { attribute: false }, label: {},
    empty: {} }

  constructor() {
    super()
    this.choose = row => this.pick(row)
  }

  get shown() { return this.held ?? this.rows }

  hold() {
    if (this.held) return
    this.held = [...this.rows]
    this.requestUpdate()
  }

  /** Back to the newest. */
  release() {
    this.held = undefined
    this.pick(undefined)
    this.querySelector('rw-list').scrollTop = 0
  }

  pick(row) {
    if (row) this.hold()
    this.picked = row
    this.dispatchEvent(new CustomEvent('pick', { detail: row }))
    this.requestUpdate()
  }

  scrolled(list) {
    if (list.scrollTop >= ROW_PX) this.hold()
    else if (this.held && !this.picked) this.release()
  }

  pressed(event) {
    if (event.key === 'Escape') return this.release()
    const step = STEPS[event.key], { shown } = this
    if (!step || !shown.length) return
    event.preventDefault()
    this.hold()
    const at = this.picked ? this.held.findIndex(row => this.name(row) === this.name(this.picked)) + step : 0
    const place = Math.max(0, Math.min(shown.length - 1, at))
    this.pick(this.held[place])
    event.currentTarget.reveal(place)
  }

  newer() { return this.rows.indexOf(this.held[0]) }

  render() {
    const { shown, picked } = this
    return html`<div class="frame">
      <rw-list role="listbox" tabindex="0" aria-label=${this.label} .height=${ROW_PX} .rows=${shown} .key=${this.name}
        .row=${row => this.draw(row, picked !== undefined && this.name(row) === this.name(picked), this.choose)}
        aria-activedescendant=${picked ? 'entry-' + this.name(picked) : nothing}
        @scroll=${event => this.scrolled(event.currentTarget)} @keydown=${this.pressed}></rw-list>
      ${shown.length ? '' : html`<p class="empty">${this.empty}</p>`}
      ${this.held ? html`<button class="newer main" @click=${this.release}>Held while you read${this.newer() > 0
        ? `: ${number(this.newer())} newer` : ''}. Back to the newest</button>` : ''}
    </div>`
  }
}

define('inspector-list', InspectorList)
