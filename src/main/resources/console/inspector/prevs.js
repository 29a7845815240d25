import { controlHeaders } from 'app/control.js'
import { call } from 'app/session.js'
import { historyOf } from './routes.js'

const WAIT_MS = 300, PAGE = 1000

/** Frames do not tell the id of the event before theirs; the history of plain streams does. */
export class Prevs {
  known = new Map()
  missing = new Set()

  constructor(stream, changed) {
    Object.assign(this, { stream, changed })
  }

  want(id) {
    if (this.known.has(id)) return
    this.missing.add(id)
    this.timer ??= setTimeout(() => this.ask(), WAIT_MS)
  }

  /** What the history no longer has stays unknown. */
  async ask() {
    const after = Math.min(...this.missing) - 1
    this.missing.clear()
    try {
      const { events } = await call('GET', `${historyOf(this.stream)}?after=${after}&limit=${PAGE}`, undefined,
        controlHeaders())
      events.forEach(({ id, prev }) => this.known.set(id, prev))
      this.changed()
    } catch { /* without it the column stays empty */ }
    this.timer = undefined
    if (this.missing.size) this.timer = setTimeout(() => this.ask(), WAIT_MS)
  }

  close() {
    clearTimeout(this.timer)
    this.missing.clear()
    this.changed = () => {}
  }
}
