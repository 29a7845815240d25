import { LitElement } from 'lit'

/** What all elements are: rendered into the page itself, so that one style sheet holds and text can be searched. */
export class Element extends LitElement {
  createRenderRoot() { return this }

  /** Runs `undo` when the element leaves the page. */
  onLeave(undo) { (this.undos ??= []).push(undo) }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.undos?.splice(0).forEach(undo => undo())
  }

  /** Renders at most once a frame however often it is asked. */
  soon() {
    this.frame ??= requestAnimationFrame(() => { this.frame = undefined; this.requestUpdate() })
  }
}

/** Defines `<rw-name>`. */
export const define = (name, element) => customElements.define('rw-' + name, element)
