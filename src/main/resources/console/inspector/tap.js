import { backoff } from 'room-events'
import { controlHeaders } from 'app/control.js'
import { token } from 'app/session.js'
import { Cutter, frame } from './frames.js'
import { isTopic, routeOf, withQuery } from './routes.js'

export const MOST = 1000
/** Long enough that something can come meanwhile, which the reconnect then has to bring. */
const DROP_MS = 2000
/** Another token may do. */
const DENIED = [401, 403]

/**
 * One stream read as bytes. EventSource would not do: it hides comments, `retry:`, sizes and what was refused. What it
 * does is done here by hand: keep the position, and open anew from there.
 */
export class Tap {
  state = { name: 'connecting' }
  /** Newest first: frames, and between them marks that say what happened to the connection. */
  rows = []
  position = ''
  counts = { events: 0, again: 0, others: 0, bytes: 0, connections: 0, resets: 0 }
  refusal = undefined
  /** Why there is no connection. */
  reason = ''
  last = undefined

  /** @param base another node's origin, or '' for the one that serves this page */
  constructor({ stream, own, base = '', changed = () => {}, heard = () => {} }) {
    Object.assign(this, { stream, own, base, changed, heard })
    this.seen = new Set()
    this.numbers = 0
    addEventListener('offline', this)
    addEventListener('online', this)
  }

  /** A connection may look open for minutes after the network has gone; and when it is back, nobody need wait. */
  handleEvent({ type }) {
    const { name } = this.state
    if (type === 'offline' ? name !== 'connected' : name !== 'reconnecting') return
    this.stop()
    if (type === 'offline') this.lost('This machine is offline.')
    else this.run()
  }

  /** Where the request goes, without the token. */
  path(from = this.position) { return withQuery(routeOf(this.stream, this.own), { last_event_id: from }) }

  /** Opens the stream from a position; from the newest event on where it is ''. */
  open(from = this.position) {
    this.stop()
    this.position = String(from)
    this.attempt = 0
    this.run()
  }

  pause() {
    if (this.state.name === 'paused') return
    this.stop()
    this.mark(`Paused at ${this.position || 'no position yet'}.`)
    this.turn({ name: 'paused' })
  }

  /** As if the network had failed. */
  drop() {
    this.stop()
    this.mark(`Dropped, as if the network had failed, at ${this.position || 'no position yet'}.`)
    this.again(DROP_MS)
  }

  close() {
    this.changed = this.heard = () => {}
    removeEventListener('offline', this)
    removeEventListener('online', this)
    this.stop()
  }

  stop() {
    clearTimeout(this.timer)
    this.cut?.abort()
  }

  turn(state) {
    this.state = state
    this.changed()
  }

  again(wait) {
    this.attempt++
    this.turn({ name: 'reconnecting', attempt: this.attempt })
    this.timer = setTimeout(() => this.run(), wait)
  }

  async run() {
    const { signal } = this.cut = new AbortController()
    this.refusal = undefined
    if (!this.attempt) this.turn({ name: 'connecting' })
    try {
      const answer = await this.ask(signal)
      if (!answer.ok) return void await this.refuse(answer, signal)
      this.begin()
      await this.read(answer.body.getReader(), signal)
      if (!signal.aborted) this.lost('The node ended the stream.')
    } catch (error) {
      if (!signal.aborted) this.lost(`Lost: ${error.message}.`)
    }
  }

  /** The token goes into the query, as browsers have to send it: a header would make another node be asked twice. */
  async ask(signal) {
    const path = withQuery(this.path(), { token: await token() })
    const headers = !this.base && isTopic(this.stream) ? controlHeaders() : {}
    signal.throwIfAborted()
    return fetch(this.base + path, { signal, headers, cache: 'no-store', credentials: this.base ? 'omit' : 'same-origin' })
  }

  async refuse(answer, signal) {
    const text = await answer.text()
    if (signal.aborted) return
    this.refusal = { status: answer.status, text: text.slice(0, 2000) }
    this.mark(`Refused: ${answer.status}.`)
    const wait = Number(answer.headers.get('Retry-After')) * 1000
    if (answer.status === 429 || answer.status >= 500) this.again(wait || backoff(this.attempt + 1))
    else if (DENIED.includes(answer.status)) this.turn({ name: 'auth_failed', status: answer.status })
    else this.turn({ name: 'closed', reason: 'refused', status: answer.status })
  }

  begin() {
    this.counts.connections++
    this.attempt = 0
    this.reason = ''
    this.mark(`Connection ${this.counts.connections}, from ${this.position || 'the newest event on'}.`)
    this.turn({ name: 'connected' })
  }

  lost(words) {
    this.reason = words
    if (!this.attempt) this.mark(words)
    this.again(!this.attempt && this.retry ? this.retry : backoff(this.attempt + 1))
  }

  async read(reader, signal) {
    const cutter = new Cutter()
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (signal.aborted) return
      cutter.take(value).forEach(block => this.take(frame(block, !this.own, this.position)))
      this.changed()
    }
  }

  take(found) {
    const { counts } = this
    this.last = found.at = Date.now()
    counts.bytes += found.bytes
    if (found.retry) this.retry = Number(found.retry)
    if (found.id !== undefined) this.position = found.id
    if (found.kind === 'event') this.know(found)
    else if (found.kind === 'reset') counts.resets++
    else counts.others++
    this.add(found)
    this.heard(found)
  }

  /** One that has been here before is shown, as all that comes is, and counted by itself. */
  know(found) {
    found.again = this.seen.has(found.eventId)
    if (found.again) this.counts.again++
    else this.counts.events++
    this.seen.add(found.eventId)
    if (this.seen.size > 2 * MOST) this.seen = new Set([...this.seen].slice(-MOST))
  }

  mark(text) { this.add({ mark: text, at: Date.now() }) }

  add(row) {
    row.number = this.numbers++
    this.rows.unshift(row)
    if (this.rows.length > MOST) this.rows.length = MOST
  }

  clear() {
    this.rows = []
    Object.assign(this.counts, { events: 0, again: 0, others: 0, bytes: 0, resets: 0 })
    this.changed()
  }
}
