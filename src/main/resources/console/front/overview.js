import { backoff, openStream } from 'room-events'
import { control, controlHeaders, holdControl } from 'app/control.js'
import { ask } from 'app/session.js'

const PATH = '/api/v1/ops/overview', EVERY_MS = 2000, REPORTS = 60

/**
 * What the node knows of the cluster, as it changes. Live over SSE where it is open; an EventSource can show no control
 * token, so where that is demanded the same is read as JSON every two seconds.
 */
export class Overview {
  /** The newest overview, and when it came. */
  now = undefined
  last = undefined
  state = { name: 'connecting' }
  /** Whether it is read by JSON. */
  polls = false
  /** Whether the control token has to be given, and what was said of the last one. */
  locked = false
  refusal = ''
  /** Events per second by stream or system, the last reports. */
  rates = new Map()

  constructor(changed) {
    this.changed = changed
    this.begin()
  }

  /** Whether what is shown is no longer how it is. */
  get stale() { return this.now !== undefined && Date.now() - this.last > 3 * EVERY_MS }

  begin() {
    this.stop()
    this.polls = control() !== ''
    this.state = { name: 'connecting' }
    return this.read()
  }

  enter(token) {
    this.refusal = ''
    holdControl(token)
    return this.begin()
  }

  /** One answer; another follows, or where it is open the stream. */
  async read() {
    try {
      this.take(await ask('GET', PATH, undefined, controlHeaders()))
      this.failures = 0
      if (this.polls) this.state = { name: 'connected' }
    } catch (error) {
      if (error.status === 401) this.lock()
      else this.fail(error)
    }
    if (!this.closed && !this.locked) this.goOn()
    this.changed()
  }

  goOn() {
    if (this.now && !this.polls) this.open()
    else this.timer = setTimeout(() => this.read(), this.failures ? backoff(this.failures, EVERY_MS, 10_000) : EVERY_MS)
  }

  lock() {
    this.refusal = control() ? 'The node did not accept this token.' : ''
    holdControl('')
    this.locked = true
    this.now = undefined
  }

  fail(error) {
    this.failures = (this.failures ?? 0) + 1
    this.reason = error.message
    this.state = { name: 'reconnecting', attempt: this.failures }
  }

  open() {
    this.feed = openStream(PATH + '/events', {
      events: { overview: data => this.take(data) },
      onState: state => {
        this.state = state
        if (state.name === 'auth_failed') this.lock()
        this.changed()
      },
    })
  }

  take(overview) {
    this.now = overview
    this.last = Date.now()
    this.locked = false
    this.reason = ''
    const before = this.rates
    this.rates = new Map()
    for (const { name, events_per_second: rate } of overview.systems) this.rates.set(name, added(before.get(name), rate))
    for (const { stream, events_per_second: rate } of overview.streams) {
      this.rates.set(stream, added(before.get(stream), rate))
    }
    this.changed()
  }

  stop() {
    clearTimeout(this.timer)
    this.feed?.close()
    this.feed = undefined
  }

  close() {
    this.closed = true
    this.changed = () => {}
    this.stop()
  }
}

const added = (rates, rate) => [...(rates ?? new Array(REPORTS - 1).fill(0)).slice(1 - REPORTS), rate]
