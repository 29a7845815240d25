import { merge, drop, openStream } from 'room-events'
import { signIn, token, user } from 'app/session.js'
import { fromEvent, fromHistory } from './message.js'
import { history, insist, preflightOf, streamOf, whenAdmitted } from './wire.js'

const PAGE = 50, GREAT_PAGE = 100
/** So many are kept while the reader is at the end; older ones can be loaded again. */
const KEPT = 500
const BATCH_MS = 40
/** Services may send others too, but an EventSource hears only what it names. */
export const SIGNALS = ['build.status', 'plan.started', 'plan.updated', 'plan.completed', 'assistant.status', 'task.status']

/**
 * What is said in a project, complete and in order: everything up to the position where the stream begins comes by
 * HTTP, everything after it by the stream, and what a long absence left between the two by HTTP again. So nothing is
 * loaded twice, neither by a fresh tab nor by a page that was refreshed.
 */
export class Talk {
  list = []
  state = { name: 'connecting' }
  /** The connection: `id`, `from`, `replayed`, `since`. */
  connection
  /** When something last came. */
  last
  hasOlder = false
  total
  /** `first`, `older` or nothing. */
  loading = 'first'
  /** Why history is missing. */
  failure = ''
  /** What is still missing between the replay and the live messages: `after`, `until`, `missed`, `loaded`. */
  gap
  /** The last reset: `reason`, `at`, `count`. */
  reset
  /** The reader is at the end. */
  following = true

  #project
  #hooks
  #feed
  #incoming = []
  #timer
  /** Grows with each reset and at the end: what was asked for before is not wanted any more. */
  #turn = 0
  #begun = false
  #knocking
  #filling = Promise.resolve()
  #asking = Promise.resolve()

  /** @param hooks changed(), said(messages), signal(name, data), presence(data), typing(data), state(state) */
  constructor(project, instance, hooks) {
    this.#project = project
    this.#hooks = hooks
    this.#feed = openStream(streamOf(project, instance), {
      preflight: preflightOf(project),
      token: renew => renew ? signIn(user()) : token(),
      backoff: 2000,
      store: { key: `last-seq:${user()}:${project}`, channel: `pc:${project}` },
      onState: state => this.#stated(state),
      events: {
        '*': () => { this.last = Date.now() },
        'connection.established': data => this.#established(data),
        'message.new': data => this.#heard(data, 'live'),
        'message.replay': data => this.#heard(data, 'replay'),
        'replay.end': data => this.#missed(data),
        stream_reset: data => this.#gone(data),
        'presence.updated': data => this.#after(() => hooks.presence(data)),
        typing: data => this.#after(() => hooks.typing(data)),
        ...Object.fromEntries(SIGNALS.map(name => [name, data => hooks.signal(name, data)])),
      },
    })
  }

  get position() { return this.#feed.position }
  get shared() { return this.#feed.shared }
  get newest() { return this.list.findLast(message => message.seq)?.seq ?? 0 }
  get oldest() { return this.list.find(message => message.seq)?.seq }

  reconnect() { this.#feed.reconnect() }

  close() {
    this.#turn++
    this.hasOlder = false
    clearTimeout(this.#timer)
    this.#feed.close()
  }

  /** Shows a message of one's own; one that the stream has brought stays as it is. */
  put(message) { this.#merge([message]) }

  find(id) { return this.list.find(message => message.client_msg_id === id) }

  remove(id) {
    this.list = drop(this.list, id)
    this.#hooks.changed()
  }

  #stated(state) {
    this.state = state
    this.#knocking?.()
    this.#knocking = state.status === 403 ? whenAdmitted(this.#project, () => this.reconnect()) : undefined
    this.#hooks.state(state)
    this.#hooks.changed()
  }

  #established(data) {
    this.connection = { id: data.connection_id, from: data.from_seq, replayed: 0, since: Date.now() }
    if (!this.#begun) this.#begin(data.from_seq + 1)
    this.#hooks.changed()
  }

  /** The last messages before the position; with a reset the last ones that there are. */
  async #begin(before) {
    this.#begun = true
    this.loading = 'first'
    this.#begun = await this.#ask(() => ({ before, limit: PAGE }), page => {
      this.hasOlder = page.has_more
      this.total = page.total_count
    })
  }

  /** After history was refused. */
  retry() {
    this.failure = ''
    if (this.gap) this.#close(this.gap)
    else if (!this.#begun) this.#begin(Number(this.position) + 1)
    else this.older()
  }

  async older(limit = PAGE) {
    this.loading ||= 'older'
    await this.#ask(() => ({ before: this.oldest, limit }), page => { this.hasOlder = page.has_more })
  }

  /** Loads older ones until that message is there; false when it is not to be had. */
  async reach(seq) {
    while (this.oldest > seq && this.hasOlder && !this.failure) await this.older(GREAT_PAGE)
    return this.list.some(message => message.seq === seq)
  }

  /** Asks for messages until they come, one wish after the other; false when they were refused. */
  #ask(wish, taken) {
    const turn = this.#turn
    this.#asking = this.#asking.then(() => turn !== this.#turn || this.#load(wish(), taken, turn))
    return this.#asking
  }

  async #load(wish, taken, turn) {
    try {
      const page = await this.#insist(wish, turn)
      if (turn !== this.#turn) return true
      this.failure = ''
      taken(page)
      this.#flush()
      this.#merge(page.messages.map(fromHistory).reverse())
      return true
    } catch (failure) {
      if (turn === this.#turn) this.#failed(failure.message)
      return turn !== this.#turn
    } finally {
      if (turn === this.#turn) this.loading = ''
      this.#hooks.changed()
    }
  }

  #insist(wish, turn) {
    return insist(() => history(this.#project, wish), () => turn === this.#turn,
      failure => this.#failed(failure.message + '. Trying again.'))
  }

  #failed(text) {
    this.failure = text
    this.#hooks.changed()
  }

  #heard(data, source) {
    if (source === 'replay') this.connection.replayed++
    else if (this.gap) this.gap.until ??= data.seq
    this.#incoming.push(fromEvent(data, source))
    // Not by animation frames: a tab that nobody sees has none, and would only collect.
    this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS)
  }

  /** A message ends its author's typing, so one that came before the typing must not be told after it. */
  #after(tell) {
    this.#flush()
    tell()
  }

  #flush() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const said = this.#incoming.splice(0)
    if (!said.length) return
    this.#hooks.said(said)
    this.#merge(said)
  }

  #merge(messages) {
    const all = merge(this.list, messages.map(message => this.#timed(message)), { order: 'seq' })
    const spare = this.following && !this.gap && this.loading !== 'older' ? all.length - KEPT : 0
    if (spare > 0) this.hasOlder = true
    this.list = spare > 0 ? all.slice(spare) : all
    this.#hooks.changed()
  }

  /** How long one's own message took from being shown to being heard. */
  #timed(message) {
    const shown = message.seq && this.find(message.client_msg_id)
    if (!shown?.shownAt) return message
    return { ...message, shownAt: shown.shownAt, echo: shown.echo ?? Date.now() - shown.shownAt }
  }

  /** More was missed than the stream replays. */
  #missed({ lastReplayedSeq, totalAvailable }) {
    const gap = { after: lastReplayedSeq, missed: totalAvailable - this.connection.replayed, loaded: 0 }
    this.gap = gap
    this.#close(gap)
    this.#hooks.changed()
  }

  #close(gap) { this.#filling = this.#filling.then(() => this.#fill(gap, this.#turn)) }

  async #fill(gap, turn) {
    try {
      for (let more = true; more;) {
        const page = await this.#insist({ after_seq: gap.after, limit: GREAT_PAGE }, turn)
        if (turn !== this.#turn) return
        this.failure = ''
        gap.loaded += page.messages.length
        gap.after = page.pagination.start_seq
        more = page.messages.length > 0 && page.pagination.has_more_newer && !(gap.after >= gap.until)
        this.#merge(page.messages.map(fromHistory).reverse())
      }
      if (this.gap === gap) this.gap = undefined
    } catch (failure) {
      if (turn === this.#turn) this.#failed('Messages are missing here. ' + failure.message)
    }
    this.#hooks.changed()
  }

  /** What is shown may not be there any more: only what is one's own and on its way stays. */
  #gone({ reason }) {
    this.#turn++
    this.reset = { reason, at: Date.now(), count: (this.reset?.count ?? 0) + 1 }
    this.gap = undefined
    this.#incoming = []
    this.#asking = this.#filling = Promise.resolve()
    this.list = this.list.filter(message => !message.seq)
    this.#begin()
  }
}
