import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Worklog extends Element {
  render() { return html`<h1>Work log</h1>` }
}

define('worklog', Worklog)
