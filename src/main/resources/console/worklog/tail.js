import { merge, openStream } from 'room-events'
import { fresh } from 'app/session.js'

export const LAST = 100
const ATTEMPTS = 3
const POLL_MS = 5000

/**
 * The last lines of one room: what the node still has, then live. After three attempts in vain it polls: every 5 s it
 * asks `poll()`, which looks at the room by HTTP, and opens the stream again when that answers. Lines are to be had by
 * the stream alone, so there is no other way to poll them.
 */
export class Tail {
  lines = []
  /** Lines that came, also those that are no longer among the last. */
  received = 0
  state = { name: 'connecting' }
  last = undefined
  /** While it polls: when it last asked, and what went wrong. */
  polling = undefined

  constructor(id, { changed, poll }) {
    this.changed = changed
    this.poll = poll
    this.feed = openStream(`/api/v1/rooms/${encodeURIComponent(id)}/logs`, {
      lastEventId: 0,
      token: fresh,
      maxAttempts: ATTEMPTS,
      events: {
        connected: () => this.heard(),
        heartbeat: () => this.heard(),
        log: (line, info) => this.take(line, info),
        stream_reset: reset => this.reset(reset),
      },
      onState: state => this.told(state),
    })
  }

  heard() {
    this.last = Date.now()
    this.changed()
  }

  take(line, { position, raw }) {
    this.received++
    this.add({ ...line, id: position, raw })
    this.heard()
  }

  /** Puts a line of the page's own at the end. */
  add(line) { this.lines = merge(this.lines, line, { ids: ['id'], last: LAST }) }

  /** What was asked for is gone: goes on from the oldest line that is kept, which is asked for once. */
  reset({ requested_id: asked, oldest_id: oldest, ts }) {
    this.add({ mark: asked ? 'Lines are missing here: they are no longer kept.' : 'Older lines are no longer kept.',
      timestamp: ts })
    this.heard()
    if (!oldest || oldest === this.refilled) return
    this.refilled = oldest
    this.feed.reconnect(oldest)
  }

  told(state) {
    this.state = state
    if (state.name === 'connected') this.calm()
    if (state.name === 'closed' && state.reason === 'attempts') this.alarm()
    this.changed()
  }

  alarm() {
    if (this.timer) return
    this.polling = {}
    this.timer = setInterval(() => this.ask(), POLL_MS)
    this.ask()
  }

  calm() {
    clearInterval(this.timer)
    this.timer = undefined
    this.polling = undefined
  }

  async ask() {
    const failure = await this.poll().then(() => '', error => error.message)
    if (!this.polling) return
    this.polling = { asked: Date.now(), failure }
    if (!failure && this.state.name === 'closed') this.feed.reconnect()
    this.changed()
  }

  /** Tries again, by the reader's wish or with another token. */
  again() { this.feed.reconnect() }

  close() {
    this.changed = () => {}
    this.calm()
    this.feed.close()
  }
}
