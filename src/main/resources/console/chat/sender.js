import { drop } from 'room-events'
import { optimistic } from './message.js'
import { passes, pause, post } from './wire.js'

const RETRIES = 2

/**
 * Sends messages one after the other, in the order in which they were written, each shown at once. A repeat has the
 * same `client_msg_id`, so that one whose answer was lost is stored once. What cannot be sent leaves the list.
 */
export class Sender {
  /** What was not sent, with the `reason`, until the user decides. */
  unsent = []
  #talk
  #line = Promise.resolve()
  #over = false

  constructor(talk) { this.#talk = talk }

  send(project, user, wish) {
    const message = optimistic(project, user, wish)
    this.#talk.put(message)
    this.#queue(message)
  }

  again(message) {
    this.discard(message)
    const renewed = { ...message, state: 'sending', reason: '', shownAt: Date.now() }
    this.#talk.put(renewed)
    this.#queue(renewed)
  }

  discard({ client_msg_id }) {
    this.unsent = drop(this.unsent, client_msg_id)
    this.#talk.remove(client_msg_id)
  }

  /** It was stored after all, and only the answers were lost. */
  heard({ client_msg_id }) { this.unsent = drop(this.unsent, client_msg_id ?? '', ['client_msg_id']) }

  /** Nothing more is sent: it would be in the name of whoever is the user then. */
  close() { this.#over = true }

  #queue(message) { this.#line = this.#line.then(() => this.#deliver(message)) }

  async #deliver(message) {
    for (let i = 0; !this.#over; i++) {
      try {
        const { seq } = await post(message)
        return this.#amend(message, { state: 'stored', storedAs: seq })
      } catch (failure) {
        if (i === RETRIES || !passes(failure)) return this.#fail(message, failure.message)
        this.#amend(message, { state: 'retrying', reason: failure.message, attempt: i + 1 })
        await pause(Math.min(1000 * 2 ** i, 5000))
      }
    }
  }

  #fail(message, reason) {
    if (this.#talk.find(message.client_msg_id)?.seq) return
    this.unsent = [...this.unsent, { ...message, reason }]
    this.#talk.remove(message.client_msg_id)
  }

  /** Unless the stream has brought it already. */
  #amend({ client_msg_id }, change) {
    const shown = this.#talk.find(client_msg_id)
    if (shown && !shown.seq) this.#talk.put({ ...shown, ...change })
  }
}
