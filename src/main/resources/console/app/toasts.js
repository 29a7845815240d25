import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'

const DURATIONS_MS = { info: 3000, success: 5000, error: 7000 }
const MOST = 4
let toasts = [], next = 0, shown

/** Says something, a text or what Lit renders, for a while. `kind` is info (3 s), success (5 s) or error (7 s). */
export function toast(kind, text) {
  const one = { key: next++, kind, text }
  toasts = [...toasts.slice(1 - MOST), one]
  shown?.requestUpdate()
  setTimeout(() => { toasts = toasts.filter(it => it !== one); shown?.requestUpdate() }, DURATIONS_MS[kind])
}

class Toasts extends Element {
  connectedCallback() {
    super.connectedCallback()
    shown = this
  }

  render() {
    return html`<div class="stack" role="status">${repeat(toasts, it => it.key, it => html`
      <div class="toast ${it.kind} text">${it.text}</div>`)}</div>`
  }
}

define('toasts', Toasts)
