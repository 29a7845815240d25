import { merge, openStreams } from 'room-events'
import { fresh, serverNow } from 'app/session.js'

export const KEPT = 100
export const ATTEMPTS = 5
/** One connection carries so many streams. */
const MOST = 50
const TOGETHER_MS = 50

/**
 * The events of the models that are running, over one connection: the last hundred by their time. A model that runs is
 * heard from the oldest event on that its node still has, and goes on where it was when it runs again.
 */
export class Live {
  events = []
  last = undefined
  #subs = new Map()
  #places = new Map()
  #refills = new Set()

  /** @param heard is given each event once, and whether it is older than this page */
  constructor({ changed, heard }) {
    this.changed = changed
    this.heard = heard
    this.opened = serverNow()
    this.bundle = openStreams({
      token: fresh,
      maxAttempts: ATTEMPTS,
      // The longest waits are 1, 2, 4, 8 and 16 s: each is drawn, so that not all who lost a node come at once.
      backoff: 1000,
      cap: 30_000,
      onState: () => this.changed(),
    })
  }

  get state() { return this.bundle.state }
  get models() { return [...this.#subs.keys()] }
  hears(model) { return this.#subs.get(model)?.state.name === 'connected' }

  /** Exactly these models are connected, as far as one connection carries them; gives those that it does not. */
  connect(models) {
    for (const model of this.models) if (!models.includes(model)) this.#leave(model)
    for (const model of models.slice(0, MOST)) if (!this.#subs.has(model)) this.#join(model)
    return models.slice(MOST)
  }

  #join(model) {
    this.#subs.set(model, this.bundle.add('trading:' + model, {
      lastEventId: this.#places.get(model) || 0,
      onState: () => this.changed(),
      events: { '*': (event, info) => this.#take(model, event, info) },
    }))
  }

  #leave(model) {
    const sub = this.#subs.get(model)
    this.#places.set(model, sub.position)
    this.#subs.delete(model)
    sub.close()
  }

  #take(model, { type, timestamp, data, ...rest }, { name, id, raw }) {
    this.last = Date.now()
    if (name === 'stream_reset') return this.#reset(model, rest)
    const event = { key: `${model}:${id}`, id, model, type, timestamp, data, raw }
    this.#keep(event)
    this.heard(event, Date.parse(timestamp) < this.opened)
  }

  #keep(event) {
    this.events = merge(this.events, event, { ids: ['key'], order: 'timestamp', last: KEPT })
    this.changed()
  }

  /** What was asked for is gone: asks once for what is there. Several models are told of it at the same time. */
  #reset(model, { requested_id: asked, oldest_id: oldest, ts }) {
    if (asked) {
      const message = 'Events are missing here: they are no longer kept.'
      this.#keep({ key: `${model}:gap:${ts}`, model, type: 'gap', timestamp: ts, data: { message }, raw: '' })
    }
    if (!oldest || String(oldest) === String(this.#places.get(model))) return
    if (!this.#refills.size) setTimeout(() => this.#refill(), TOGETHER_MS)
    this.#refills.add(model)
    this.#places.set(model, oldest)
  }

  #refill() {
    for (const model of this.#refills) {
      if (!this.#subs.has(model)) continue
      const place = this.#places.get(model)
      this.#leave(model)
      this.#places.set(model, place)
      this.#join(model)
    }
    this.#refills.clear()
  }

  again() { this.bundle.reconnect() }

  close() {
    this.changed = this.heard = () => {}
    this.bundle.close()
  }
}
