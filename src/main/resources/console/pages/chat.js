import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Chat extends Element {
  render() { return html`<h1>Project chat</h1>` }
}

define('chat', Chat)
