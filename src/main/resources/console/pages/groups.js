import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Groups extends Element {
  render() { return html`<h1>Groups</h1>` }
}

define('groups', Groups)
