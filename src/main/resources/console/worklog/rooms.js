import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { moment } from 'app/format.js'

const MOST_TEXT = 5000
const COLOURS = { idle: 'quiet', running: 'info', done: 'good', error: 'bad' }

export const status = word => html`<span class="chip" data-status=${word}><span class="dot ${COLOURS[word] ?? 'quiet'}"
  ></span>${word}</span>`

/** The user's rooms, of which one is chosen, and a form for another. Tells `choose` and `create`. */
class Rooms extends Element {
  static properties = { rooms: { attribute: false }, chosen: {}, failure: {}, busy: { type: Boolean } }

  tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })) }

  create(event) {
    event.preventDefault()
    this.tell('create', { text: event.target.elements.text.value, done: () => event.target.reset() })
  }

  render() {
    return html`
      <section class="card stack">
        <h2>Rooms</h2>
        <ul class="rooms scroll" tabindex="0" aria-label="Your rooms, newest first">
          ${repeat(this.rooms, it => it.id, it => html`<li><button aria-current=${it.id === this.chosen}
            @click=${() => this.tell('choose', it.id)}>
            <span class="text name">${it.inputText}</span>
            <span class="row">${status(it.status)} <span class="quiet small">${moment(it.createdAt)}</span></span>
          </button></li>`)}
          ${this.rooms.length ? '' : html`<li class="empty">You have no room yet. Create one below.</li>`}
        </ul>
        <details ?open=${!this.rooms.length}><summary>New room</summary>
          <form class="stack" @submit=${this.create}>
            <label class="field">What shall the agents make?
              <textarea name="text" rows="3" required maxlength=${MOST_TEXT}></textarea></label>
            <div class="row"><button class="main" ?disabled=${this.busy}>Create room</button>
              <span class="bad small text" role="alert">${this.failure}</span></div>
          </form>
        </details>
      </section>`
  }
}

define('worklog-rooms', Rooms)
