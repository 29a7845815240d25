import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { decimal, money, number, percent, time } from 'app/format.js'

const COLOURS = { running: 'good', initializing: 'info', completed: 'quiet', failed: 'bad', stopped: 'warn' }

export const sign = value => value > 0 ? 'good' : value < 0 ? 'bad' : 'quiet'
export const gain = value => value === undefined ? '–' : (value > 0 ? '+' : '') + decimal(value)
export const status = word => html`<span class="chip" data-status=${word}><span class="dot ${COLOURS[word] ?? 'quiet'}"
  ></span>${word.replace('_', ' ')}</span>`
export const tile = (name, value, colour = '') => html`
  <div class="tile"><dt>${name}</dt><dd class=${colour}>${value}</dd></div>`

/** Sums over all models. */
export const totals = ({ totals: sums = {}, totalled }) => html`<dl class="card tiles totals">
  ${tile('Models', number(sums.total_models))}${tile('Running', number(sums.active_runs))}
  ${tile('Total value', money(sums.total_value))}
  ${tile('Total P/L', gain(sums.total_pnl), sign(sums.total_pnl))}${tile('As of', time(totalled))}</dl>`

/** Live is what is heard at the moment, not what runs: a model that runs may be out of reach. */
export const badge = live => html`<span class="live" ?hidden=${!live}><span class="dot"></span>Live</span>`

/** A card for each model, of which one is chosen, and a form for another. Tells `choose` and `create`. */
class Models extends Element {
  static properties = { cards: { attribute: false }, chosen: { type: Number }, failure: {}, busy: { type: Boolean } }

  tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })) }

  create(event) {
    event.preventDefault()
    const { name, cash } = event.target.elements
    this.tell('create', { name: name.value.trim(), cash: Number(cash.value), done: () => event.target.reset() })
  }

  render() {
    return html`
      <section class="card stack">
        <h2>Models</h2>
        <ul class="cards scroll" tabindex="0" aria-label="Your models">
          ${repeat(this.cards, it => it.id, it => this.card(it))}
          ${this.cards.length ? '' : html`<li class="empty">You have no model yet. Create one below.</li>`}</ul>
        <details ?open=${!this.cards.length}><summary>New model</summary>
          <form class="stack" @submit=${this.create}>
            <label class="field">Name <input name="name" required maxlength="200" autocomplete="off"></label>
            <label class="field">Initial cash
              <input name="cash" type="number" value="10000" min="1" step="any" required></label>
            <div class="row"><button class="main" ?disabled=${this.busy}>Create model</button>
              <span class="bad small text" role="alert">${this.failure}</span></div>
          </form>
        </details>
      </section>`
  }

  card({ id, name, word, live, pulsing, worth }) {
    return html`<li><button class="model ${pulsing ? 'pulse' : ''}" data-model=${id} aria-current=${id === this.chosen}
        @click=${() => this.tell('choose', id)}>
      <span class="row"><span class="text name grow">${name}</span>${badge(live)}</span>
      <span class="row">${status(word)}<span class="figures grow">${money(worth.value)}
        <span class=${sign(worth.gain)}>${gain(worth.gain)} (${percent(worth.percent)})</span></span></span>
    </button></li>`
  }
}

define('trading-models', Models)
