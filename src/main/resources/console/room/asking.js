import { reasonOf } from './messages.js'

const AGAIN_MS = 10_000

/** What is asked by HTTP, by kind: when, whether it is under way, and what came of it. Calls `changed` after each. */
export class Asking {
  /** Why the last time failed, in words. */
  failures = {}
  /** When it last succeeded. */
  loadedAt = {}
  #asked = {}
  #busy = {}

  constructor(changed) { this.changed = changed }

  /** Counts as asked now. */
  note(kind) { this.#asked[kind] = Date.now() }

  /** Whether it is time again. What failed is asked for sooner. */
  due(kind, ms) {
    const wait = this.failures[kind] ? Math.min(ms, AGAIN_MS) : ms
    return !this.#busy[kind] && Date.now() - (this.#asked[kind] ?? 0) >= wait
  }

  async load(kind, task) {
    this.#busy[kind] = (this.#busy[kind] ?? 0) + 1
    this.note(kind)
    try {
      await task()
      delete this.failures[kind]
      this.loadedAt[kind] = Date.now()
    } catch (failure) {
      this.failures[kind] = reasonOf(failure)
    }
    this.#busy[kind]--
    this.changed()
  }
}
