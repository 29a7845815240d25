import { optimistic } from './message.js'
import { passes, pause, post } from './wire.js'

const RETRIES = 2

/**
 * Sends messages one after the other, in the order in which they were written, each shown at once. A repeat has the
 * same `client_msg_id`, so that one whose answer was lost is stored once.
 */
export class Sender {
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
    const renewed = { ...message, state: 'sending', reason: '', shownAt: Date.now() }
    this.#talk.put(renewed)
    this.#queue(renewed)
  }

  /** Nothing more is sent: it would be in the name of whoever is the user then. */
  close() { this.#over = true }

  #queue(message) { this.#line = this.#line.then(() => this.#deliver(message)) }

  async #deliver(message) {
    for (let i = 0; !this.#over; i++) {
      try {
        const { seq } = await post(message)
        return this.#amend(message, { state: 'stored', storedAs: seq })
      } catch (failure) {
        if (i === RETRIES || !passes(failure)) return this.#amend(message, { state: 'failed', reason: failure.message })
        this.#amend(message, { state: 'retrying', reason: failure.message, attempt: i + 1 })
        await pause(Math.min(1000 * 2 ** i, 5000))
      }
    }
  }

  /** Unless the stream has brought it already, or the user has thrown it away. */
  #amend({ client_msg_id }, change) {
    const shown = this.#talk.find(client_msg_id)
    if (shown && !shown.seq) this.#talk.put({ ...shown, ...change })
  }
}
