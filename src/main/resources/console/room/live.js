import { merge, openStream } from 'room-events'
import { ask } from 'app/session.js'
import { isMessage, isPacket, reasonOf, typeOf } from './messages.js'
import { enter, nickname, session } from './viewer.js'

const CHAT = { ids: ['id'], order: 'created_ts_ms', last: 200 }
const FIRST_MESSAGES = 50, FIRST_DECISIONS = 20, MOST_DECISIONS = 100, PACKET_DECISIONS = 5
const TICK_MS = 500, PATIENCE_MS = 1000
const PACKET_POLL_MS = 30_000, CHAT_POLL_MS = 60_000, PRIVATE_POLL_MS = 2500, MISSING_POLL_MS = 5000
/** A packet this young needs no refetching when a decision comes. */
const FRESH_MS = 5000
const STALE_MS = 45_000

/** The rooms that there are. */
export const rooms = async () => (await ask('GET', '/api/agents/registered')).data

/**
 * One room as its stream and its routes tell it. The stream comes first; the routes are asked once it is live, or when
 * that takes too long, and from then on only seldom. Calls `changed` whenever a field is another.
 */
export class LiveRoom {
  state = { name: 'connecting' }
  /** When something last came, and where the stream is. */
  last = 0
  position = ''
  packet
  packetAt = 0
  /** Newest first: `{ key, decision, meta }`. */
  decisions = []
  publicChat = []
  privateChat = []
  /** What could not be loaded, by kind, in words. */
  failures = {}
  /** When each kind was last loaded. */
  loadedAt = {}
  reset
  stale = false
  #asked = { packet: Date.now(), public: Date.now(), private: Date.now(), missing: 0 }
  #busy = {}
  #streamPacketAt = 0
  #loaded = false

  constructor(id, changed) {
    this.id = id
    this.changed = changed
    this.path = encodeURIComponent(id)
  }

  async open() {
    this.timer = setInterval(() => this.#tick(), TICK_MS)
    await this.#load('private', enter)
    if (this.timer) this.#connect()
  }

  close() {
    clearInterval(this.timer)
    clearTimeout(this.patience)
    this.timer = undefined
    this.feed?.close()
  }

  /** Whether the node says that there is no such room. */
  get missing() { return this.state.name === 'closed' && this.state.status === 404 }

  reconnect() { this.feed?.reconnect() }

  dismiss() {
    this.reset = undefined
    this.changed()
  }

  /** Says something for everybody; fails with Refused. */
  sayInPublic = async text => {
    await enter()
    const said = await this.#say(text, 'public', typeOf(text, this.packet?.trader.trader_name ?? 'agent'))
    this.#heard('publicChat', 'public', said)
  }

  sayInPrivate = async text => {
    await enter()
    const said = await this.#say(text, 'private', 'private_agent_dm')
    this.#heard('privateChat', 'private', said)
  }

  /** Loads as many decisions as a node gives, and gives all that there are then. */
  loadMoreDecisions = async () => {
    this.#decided((await ask('GET', this.#decisionsPath(MOST_DECISIONS))).data)
    return this.decisions
  }

  async #say(text, visibility, type) {
    const { data } = await ask('POST', `/api/chat/rooms/${this.path}/messages`, {
      user_session_id: session(), user_nickname: nickname(), visibility, message_type: type, text
    })
    return data
  }

  #connect() {
    const query = new URLSearchParams({ decision_limit: PACKET_DECISIONS })
    if (session()) query.set('user_session_id', session())
    this.feed?.close()
    this.private = session() !== ''
    this.#loaded = false
    clearTimeout(this.patience)
    this.patience = setTimeout(() => this.#impatient(), PATIENCE_MS)
    this.feed = openStream(`/api/rooms/${this.path}/events?${query}`, {
      onState: state => this.#turned(state),
      events: {
        '*': (_, info) => { this.last = Date.now(); this.position = info.position; this.changed() },
        stream_packet: packet => this.#packetCame(packet),
        stream_packet_error: data => { this.failures.packet = `The packet could not be built (${data?.error})` },
        decision: data => this.#decisionCame(data),
        chat_public_append: data => this.#heard('publicChat', 'public', data),
        chat_private_append: data => this.#heard('privateChat', 'private', data),
        stream_reset: data => this.#wasReset(data)
      }
    })
  }

  #turned(state) {
    this.state = state
    // only now, so that nothing falls between what is loaded and what is heard
    if (state.name === 'connected' && !this.#loaded) {
      this.#loaded = true
      this.#loadAll()
    }
    this.changed()
  }

  #packetCame(packet) {
    if (this.#take(packet)) this.#streamPacketAt = Date.now()
  }

  #decisionCame(data) {
    if (!data?.decision) return
    this.#decided([data.decision], data.decision_meta)
    if (Date.now() - this.#streamPacketAt >= FRESH_MS) this.#poll('packet')
  }

  #wasReset(data) {
    this.reset = { ...data, at: Date.now() }
    this.#loadAll(true)
  }

  #take(packet) {
    if (!isPacket(packet)) return false
    this.packet = packet
    this.packetAt = this.#asked.packet = Date.now()
    this.stale = false
    delete this.failures.packet
    this.#decided(packet.decisions_latest, packet.decision_meta)
    return true
  }

  /** Newest first; a decision never changes, but that its context may become known. `meta` is that of the first. */
  #decided(decisions, meta) {
    const known = new Map(this.decisions.map(it => [it.key, it]))
    decisions.filter(it => it !== null && typeof it === 'object').forEach((decision, i) => {
      const key = `${decision.cycle_number ?? ''} ${decision.timestamp}`, old = known.get(key)
      const context = i === 0 ? meta : undefined
      if (!old || (context && !old.meta)) known.set(key, { key, decision, meta: context })
    })
    this.decisions = [...known.values()].sort(newestFirst).slice(0, MOST_DECISIONS)
    this.changed()
  }

  #heard(list, visibility, data) {
    const told = [data?.message, data?.agent_reply]
      .filter(it => isMessage(it) && it.visibility === visibility && it.room_id === this.id)
    this[list] = merge(this[list], told, CHAT)
    this.changed()
  }

  /** The stream brings a first packet by itself. */
  #impatient() {
    if (!this.packet) this.#poll('packet')
    if (!this.#loaded) this.#loadAll()
  }

  /** `anew`: instead of what is there. */
  #loadAll(anew) {
    if (anew) this.#load('packet', () => this.#loadPacket())
    this.#load('decisions', () => this.#loadFirstDecisions(anew))
    this.#load('public', () => this.#loadChat('publicChat', 'public', anew))
    this.#load('private', () => this.#loadChat('privateChat', 'private', anew))
  }

  async #loadPacket() {
    const before = this.packetAt
    const { data } = await ask('GET', `/api/rooms/${this.path}/stream-packet?decision_limit=${PACKET_DECISIONS}`)
    const overtaken = this.packetAt !== before && this.packet.ts_ms >= data.ts_ms
    if (!overtaken && !this.#take(data)) throw new Error('The packet is not whole.')
  }

  async #loadFirstDecisions(anew) {
    const { data } = await ask('GET', this.#decisionsPath(FIRST_DECISIONS))
    if (anew) this.decisions = []
    this.#decided(data)
  }

  #decisionsPath(limit) { return `/api/decisions/latest?trader_id=${this.path}&limit=${limit}` }

  async #loadChat(list, visibility, anew) {
    const own = visibility === 'private'
    if (own) await enter()
    const query = `limit=${FIRST_MESSAGES}` + (own ? `&user_session_id=${session()}` : '')
    const { data } = await ask('GET', `/api/chat/rooms/${this.path}/${visibility}?${query}`)
    const loaded = data.messages.filter(isMessage)
    this[list] = merge(anew ? [] : this[list], loaded, CHAT)
    if (own && !this.private) this.#connect()
  }

  async #load(kind, task) {
    this.#busy[kind] = (this.#busy[kind] ?? 0) + 1
    this.#asked[kind] = Date.now()
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

  #poll(kind) {
    if (this.#busy[kind] || this.missing || !navigator.onLine) return
    if (kind === 'packet') this.#load(kind, () => this.#loadPacket())
    else this.#load(kind, () => this.#loadChat(kind + 'Chat', kind))
  }

  /** Private chats have no packet timer behind them: without their stream they are asked for often. */
  #tick() {
    const due = (kind, ms) => Date.now() - this.#asked[kind] >= ms
    const live = this.state.name === 'connected'
    if (due('packet', PACKET_POLL_MS)) this.#poll('packet')
    if (due('public', CHAT_POLL_MS)) this.#poll('public')
    if (due('private', live && this.private ? CHAT_POLL_MS : PRIVATE_POLL_MS)) this.#poll('private')
    if (this.missing && due('missing', MISSING_POLL_MS)) this.#load('missing', () => this.#lookForRoom())
    const stale = this.packet !== undefined && Date.now() - this.packetAt > STALE_MS
    if (stale !== this.stale) {
      this.stale = stale
      this.changed()
    }
  }

  async #lookForRoom() {
    if ((await rooms()).some(it => it.agent_id === this.id)) this.reconnect()
  }
}

const at = it => Date.parse(it.decision.timestamp) || 0
const newestFirst = (a, b) => at(b) - at(a) || (b.decision.cycle_number ?? 0) - (a.decision.cycle_number ?? 0)
