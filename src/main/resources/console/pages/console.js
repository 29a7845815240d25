import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Console extends Element {
  render() { return html`<h1>Console</h1>` }
}

define('console', Console)
