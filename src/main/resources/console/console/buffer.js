export const MOST = 500

/** The newest entries; throws away in batches. */
class Tail {
  items = []

  add(item) {
    if (this.items.push(item) === 2 * MOST) this.items.splice(0, MOST)
  }

  get last() { return this.items.slice(-MOST) }
}

/**
 * The 500 newest events, and the 500 newest of those that match the filters: at 200 frames a second, a note among them
 * would be gone after two seconds although the reader asked for notes alone.
 */
export class Buffer {
  constructor(matches) {
    this.matches = matches
    this.clear()
  }

  clear() {
    this.all = new Tail()
    this.matching = new Tail()
  }

  /** True when it is to be shown. */
  add(entry) {
    this.all.add(entry)
    const shown = this.matches(entry)
    if (shown) this.matching.add(entry)
    return shown
  }

  /** Filters anew what is there. */
  filter(matches) {
    this.matches = matches
    const known = new Map([...this.matching.last, ...this.all.last].map(entry => [entry.number, entry]))
    this.matching = new Tail()
    for (const entry of [...known.values()].sort((a, b) => a.number - b.number)) {
      if (matches(entry)) this.matching.add(entry)
    }
  }

  /** Newest first. */
  get shown() { return this.matching.last.reverse() }

  get size() { return Math.min(MOST, this.all.items.length) }
}
