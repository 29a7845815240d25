import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Trading extends Element {
  render() { return html`<h1>Trading</h1>` }
}

define('trading', Trading)
