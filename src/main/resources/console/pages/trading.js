import { html } from 'lit'
import { asked, entitle, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { guest } from 'app/guest.js'
import { chip } from 'app/parts.js'
import { Refused, onChange, token, user } from 'app/session.js'
import { toast } from 'app/toasts.js'
import '../trading/detail.js'
import '../trading/feed.js'
import { ATTEMPTS, Live } from '../trading/live.js'
import { Market } from '../trading/market.js'
import { totals } from '../trading/models.js'
import { Signals } from '../trading/signals.js'

const PULSE_MS = 2000
const BATCH_MS = 1000
/** A model that somebody else starts is found by asking: often while nothing is live. */
const IDLE_MS = 2000, BUSY_MS = 10_000

/** Models, what they do, live, and what they own. */
class Trading extends Element {
  constructor() {
    super()
    this.signals = new Signals()
    this.pulses = new Map()
    this.shown = []
    this.beyond = []
    this.failures = {}
  }

  connectedCallback() {
    super.connectedCallback()
    this.onLeave(onChange(() => this.enter()))
    this.onLeave(() => this.leave())
    this.enter()
  }

  async enter() {
    const who = await token() ? user() : ''
    if (who !== this.who) {
      this.who = who
      this.leave()
      if (who) await this.load()
    } else if (this.refused || this.failure) {
      await this.load()
    } else if (this.live?.state.name === 'auth_failed') {
      this.live.again()
    }
    this.requestUpdate()
  }

  async load() {
    this.failure = this.refused = ''
    const market = new Market(() => this.soon()), { who } = this
    try {
      await market.load()
      if (who !== this.who) return
      this.live = new Live({ changed: () => this.heard(), heard: (event, past) => this.hear(event, past) })
      this.market = market
      this.connect()
      const id = Number(asked('id')) || this.live.models[0] || market.models[0]?.id
      if (id) this.choose(id)
      this.watch()
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.refused = 'This token was refused: ' + error.message
      else this.failure = error.message
    }
    this.requestUpdate()
  }

  leave() {
    clearTimeout(this.watching)
    this.live?.close()
    this.market?.close()
    this.live = this.market = undefined
    this.shown = []
  }

  /** Running models only. */
  connect() { this.beyond = this.live.connect([...this.market.running.keys()]) }

  watch() {
    this.watching = setTimeout(async () => {
      const { market } = this
      if (this.live.state.name !== 'auth_failed') {
        await market.attempt(market.models.length ? market.active() : market.load())
      }
      if (this.market !== market) return
      this.connect()
      if (!market.chosen && market.models.length) this.choose(market.models[0].id)
      this.watch()
    }, this.live.models.length ? BUSY_MS : IDLE_MS)
  }

  /** The feed is drawn at most once a second: nobody reads faster. */
  heard() {
    this.soon()
    this.recover()
    const wait = this.drawn > Date.now() - BATCH_MS ? BATCH_MS : 0
    this.batch ??= setTimeout(() => { this.batch = undefined; this.show() }, wait)
  }

  /** What could not be refreshed while the node was away is refreshed once it is back. */
  recover() {
    const { name } = this.live.state
    if (name === 'connected' && this.lost) {
      this.lost = false
      this.market.attempt(this.market.chosen ? this.market.everything(this.market.chosen) : this.market.active())
    } else if (name === 'reconnecting' || name === 'closed') {
      this.lost = this.live.models.length > 0
    }
  }

  show() {
    this.drawn = Date.now()
    this.shown = this.live?.events ?? []
    this.requestUpdate()
  }

  /** What is older than the page is shown but is no news. */
  hear(event, past) {
    if (past) return
    this.market.heard(event)
    this.signals.tell(this.market.name(event.model), event)
    this.pulse(event.model)
  }

  pulse(model) {
    clearTimeout(this.pulses.get(model))
    this.pulses.set(model, setTimeout(() => { this.pulses.delete(model); this.soon() }, PULSE_MS))
    this.soon()
  }

  choose(id) {
    keep({ id })
    return this.market.choose(id)
  }

  async act(name, task) {
    this.busy = name
    this.requestUpdate()
    this.failures[name] = await task().then(() => '', error => error.message)
    this.busy = ''
    if (this.market) this.connect()
    this.requestUpdate()
  }

  create({ detail: { name, cash, done } }) {
    return this.act('create', async () => {
      const id = await this.market.create(name, cash)
      done()
      await this.choose(id)
    })
  }

  async ring() {
    if (!await this.signals.switchDesktop() && 'Notification' in window && Notification.permission === 'denied') {
      toast('error', 'The browser does not allow notifications from this page.')
    }
    this.requestUpdate()
  }

  updated() {
    if (this.market && this.market.running !== this.connected) {
      this.connected = this.market.running
      this.connect()
    }
  }

  willUpdate() {
    const { chosen } = this.market ?? {}
    const shown = chosen ? `${this.market.name(chosen)} (${this.market.status(chosen).replace('_', ' ')}) · ` : ''
    entitle(shown + 'Trading')
  }

  render() {
    return html`
      <div class="stack">
        ${this.market ? this.whole() : html`<h1>Trading</h1>${this.instead()}`}
      </div>`
  }

  instead() {
    if (this.who === '' || this.refused) return guest('your models', this.refused)
    return this.failure ? html`<p class="notice bad" role="alert">Your models could not be loaded:
        <span class="text">${this.failure}</span> <button @click=${this.load}>Try again</button></p>`
      : html`<p class="card empty">Loading your models …</p>`
  }

  whole() {
    const { market, live } = this
    return html`
      ${this.head()}
      ${totals(market)}
      <div class="desk">
        <rw-trading-models .cards=${market.models.map(it => this.card(it))} .chosen=${market.chosen ?? 0}
          .failure=${this.failures.create ?? ''} ?busy=${this.busy === 'create'}
          @choose=${event => this.choose(event.detail)} @create=${this.create}></rw-trading-models>
        <rw-trading-feed .events=${this.shown} .nameOf=${this.nameOf ??= id => this.market?.name(id) ?? ''}
          .chosen=${market.chosen ?? 0}></rw-trading-feed>
      </div>
      ${market.chosen ? this.detail(market.model(market.chosen), live.hears(market.chosen)) : ''}`
  }

  card({ id, name }) {
    return { id, name, word: this.market.status(id), live: this.live.hears(id), pulsing: this.pulses.has(id),
      worth: this.market.worth(id) }
  }

  head() {
    const { state } = this.live, active = state.name === 'connected', { sound, desktop } = this.signals
    return html`<div class="row head">
      <h1>Trading</h1>
      <span class="chip indicator" role="status" data-live=${active}>
        <span class="dot ${active ? 'good' : 'quiet'}"></span> ${active ? 'Live Updates Active' : 'Offline'}</span>
      ${chip(state, this.live.last)}
      <span class="grow small warn trouble" role="status">${this.trouble(state)}</span>
      <button ?hidden=${state.name !== 'closed' || !this.live.models.length} class="main"
        @click=${() => this.live.again()}>Reconnect</button>
      <button aria-pressed=${sound} @click=${() => { this.signals.switchSound(); this.requestUpdate() }}>Sound</button>
      <button aria-pressed=${desktop} @click=${this.ring}>Notifications</button>
    </div>`
  }

  trouble(state) {
    if (state.name === 'auth_failed') return 'Not authenticated'
    if (state.name === 'reconnecting') return `Connection lost: attempt ${state.attempt} of ${ATTEMPTS}`
    if (state.reason === 'attempts' && this.live.models.length) return 'Max reconnection attempts reached'
    if (this.market.failure) return 'Figures are as of the last refresh: ' + this.market.failure
    if (!this.live.models.length) return 'No model runs: nothing to be connected to.'
    if (this.beyond.length) return `${this.beyond.length} more models run than one connection carries.`
    return ''
  }

  detail(model, live) {
    if (!model) {
      return html`<p class="notice bad" role="alert">There is no model of yours with the id ${this.market.chosen}.</p>`
    }
    const { market } = this, { id } = model
    return html`<rw-trading-detail .model=${model} .word=${market.status(id)} ?live=${live}
      .session=${market.sessions.get(id)} .latest=${market.latest.get(id)} .worth=${market.worth(id)}
      .detail=${market.detail} .failure=${this.failures.run ?? ''} ?busy=${this.busy === 'run'}
      @start=${event => this.act('run', () => market.start(id, event.detail))}
      @stop=${() => this.act('run', () => market.stop(id))}></rw-trading-detail>`
  }
}

define('trading', Trading)
