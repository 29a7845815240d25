import { html } from 'lit'
import { Element, define } from 'app/element.js'

class Room extends Element {
  render() { return html`<h1>Room</h1>` }
}

define('room', Room)
