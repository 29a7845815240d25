import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Inspector extends Element {
  render() { return html`<h1>Inspector</h1>` }
}

define('inspector', Inspector)
