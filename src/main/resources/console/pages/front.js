import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Front extends Element {
  render() { return html`<h1>Live streams</h1>` }
}

define('front', Front)
