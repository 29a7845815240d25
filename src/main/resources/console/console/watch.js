import { openStream } from 'room-events'
import { signIn, token, user } from 'app/session.js'
import { Buffer } from './buffer.js'
import { Entry, KINDS } from './event.js'
import { Meter } from './meter.js'

/** The token for a stream: when the last one was refused, another where the node gives any. */
export const pass = renew => renew ? signIn(user()) : token()

/** At a bench nobody waits for half a minute. */
export const LONGEST_WAIT_MS = 5000

/** `dongle:<id>` or `group:<id>` taken apart; undefined for anything else. */
export function target(text) {
  const [, kind, id] = /^(dongle|group):([A-Za-z0-9_-]{1,64})$/.exec(text) ?? []
  return id && { kind, id, key: text, stream: `/api/v1/streams/${kind}s/${id}/console` }
}

/**
 * A target's stream as this page has received it. Fires `event` with the entry as its detail for each event, `lost`
 * when what was known before holds no more, and `state` when anything else about it has changed.
 */
export class Watch extends EventTarget {
  state = { name: 'connecting' }
  paused = false
  resets = 0
  /** The words of the server and the 1 in so many, while frames are left out. */
  sampling = undefined
  /** By dongle: its last presence. */
  presence = new Map()
  group = undefined
  lastAt = undefined

  constructor(to, matches) {
    super()
    this.target = to
    this.buffer = new Buffer(matches)
    this.meter = new Meter()
    this.numbers = 0
    const events = Object.fromEntries(Object.keys(KINDS).map(kind =>
      [kind, (data, info) => this.take(kind, data, info)]))
    this.feed = openStream(to.stream, {
      events: { ...events, position: () => this.changed() },
      token: pass,
      withCredentials: true,
      cap: LONGEST_WAIT_MS,
      onState: state => {
        this.state = state
        this.changed()
      }
    })
  }

  get position() { return this.feed.position }

  get live() { return this.state.name === 'connected' }

  take(kind, data, info) {
    const entry = new Entry(this.numbers++, kind, data, info)
    this.lastAt = Date.now()
    this.buffer.add(entry)
    if (kind === 'can_frame') this.meter.take(entry)
    else this.note(kind, entry.data)
    this.dispatchEvent(new CustomEvent('event', { detail: entry }))
  }

  note(kind, data) {
    if (kind === 'presence') this.presence.set(data.dongle_id, data)
    else if (kind === 'group_state') this.group = data
    else if (kind === 'stream_reset') this.forget()
    else if (kind === 'log' && data.code === 'SAMPLING_CHANGE') this.sampling = sampling(data.message)
    else return
    this.changed()
  }

  /** After a reset: any of it may have changed in what was lost. */
  forget() {
    this.resets++
    this.presence.clear()
    this.group = this.sampling = undefined
    this.dispatchEvent(new Event('lost'))
  }

  changed() { this.dispatchEvent(new Event('state')) }

  /** Closes the stream; the position stays. */
  pause() {
    this.paused = true
    this.feed.close()
  }

  /** Goes on from where it was, at once. */
  resume() {
    this.paused = false
    this.feed.reconnect()
  }

  /** Forgets what came, and where frames and resets are counted from; the stream goes on. */
  clear() {
    this.buffer.clear()
    this.meter.clear()
    this.resets = 0
    this.changed()
  }

  close() { this.feed.close() }
}

function sampling(message) {
  const step = Number(/1 in (\d+)/.exec(message)?.[1] ?? 1)
  return step > 1 ? { step, message } : undefined
}
