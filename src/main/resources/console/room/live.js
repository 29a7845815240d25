import { merge, openStream } from 'room-events'
import { ask } from 'app/session.js'
import { Asking } from './asking.js'
import { isMessage, isPacket, reasonOf, typeOf, withDecisions } from './messages.js'
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
  reset
  stale = false
  #streamPacketAt = 0
  #loaded = false

  constructor(id, changed) {
    this.id = id
    this.changed = changed
    this.path = encodeURIComponent(id)
    this.asking = new Asking(changed)
    for (const kind of ['packet', 'public', 'private']) this.asking.note(kind)
  }

  async open() {
    this.timer = setInterval(() => this.#tick(), TICK_MS)
    await enter().catch(failure => { this.asking.failures.private = reasonOf(failure) })
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
        '*': (_, { name, position }) => this.#cameTo(position, name === 'position'),
        stream_packet: packet => this.#packetCame(packet),
        stream_packet_error: data => this.#noPacket(data?.error),
        decision: data => this.#decisionCame(data),
        chat_public_append: data => this.#heard('publicChat', 'public', data),
        chat_private_append: data => this.#heard('privateChat', 'private', data),
        stream_reset: data => this.#wasReset(data)
      }
    })
  }

  /** A place alone, before anything has come, is no event. */
  #cameTo(position, alone) {
    if (!alone) this.last = Date.now()
    this.position = position
    this.changed()
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

  #noPacket(code) {
    this.asking.failures.packet = `The packet could not be built (${code})`
    this.changed()
  }

  #decisionCame(data) {
    if (!data?.decision) return
    this.#decided([data.decision], data.decision_meta)
    if (Date.now() - this.#streamPacketAt >= FRESH_MS) this.#poll('packet', 0, () => this.#loadPacket())
  }

  #wasReset(data) {
    this.reset = { ...data, at: Date.now() }
    this.#loadAll(true)
  }

  #take(packet) {
    if (!isPacket(packet)) return false
    this.packet = packet
    this.packetAt = Date.now()
    this.asking.note('packet')
    this.stale = false
    delete this.asking.failures.packet
    this.#decided(packet.decisions_latest, packet.decision_meta)
    return true
  }

  /** `meta` is that of the first. */
  #decided(decisions, meta) {
    this.decisions = withDecisions(this.decisions, decisions, meta).slice(0, MOST_DECISIONS)
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
    if (!this.packet) this.#poll('packet', 0, () => this.#loadPacket())
    if (!this.#loaded) this.#loadAll()
  }

  /** `anew`: instead of what is there, but for what is heard meanwhile. */
  #loadAll(anew) {
    if (anew) this.asking.load('packet', () => this.#loadPacket())
    this.asking.load('decisions', () => this.#loadFirstDecisions(anew))
    this.asking.load('public', () => this.#loadChat('publicChat', 'public', anew))
    this.asking.load('private', () => this.#loadChat('privateChat', 'private', anew))
  }

  async #loadPacket() {
    const before = this.packetAt
    const { data } = await ask('GET', `/api/rooms/${this.path}/stream-packet?decision_limit=${PACKET_DECISIONS}`)
    const overtaken = this.packetAt !== before && this.packet.ts_ms >= data.ts_ms
    if (!overtaken && !this.#take(data)) throw new Error('The packet is not whole.')
  }

  async #loadFirstDecisions(anew) {
    const before = this.decisions
    const { data } = await ask('GET', this.#decisionsPath(FIRST_DECISIONS))
    if (anew) this.decisions = without(this.decisions, before)
    this.#decided(data)
  }

  #decisionsPath(limit) { return `/api/decisions/latest?trader_id=${this.path}&limit=${limit}` }

  async #loadChat(list, visibility, anew) {
    const own = visibility === 'private'
    if (own) await enter()
    const before = this[list], query = `limit=${FIRST_MESSAGES}` + (own ? `&user_session_id=${session()}` : '')
    const { data } = await ask('GET', `/api/chat/rooms/${this.path}/${visibility}?${query}`)
    const loaded = data.messages.filter(isMessage)
    this[list] = merge(anew ? without(this[list], before) : this[list], loaded, CHAT)
    if (own && !this.private && this.timer) this.#connect()
  }

  /** Private chats have no packet timer behind them: without their stream they are asked for often. */
  #tick() {
    const live = this.state.name === 'connected'
    if (this.missing) this.#poll('missing', MISSING_POLL_MS, () => this.#lookForRoom())
    else if (navigator.onLine) {
      this.#poll('packet', PACKET_POLL_MS, () => this.#loadPacket())
      this.#poll('public', CHAT_POLL_MS, () => this.#loadChat('publicChat', 'public'))
      const ms = live && this.private ? CHAT_POLL_MS : PRIVATE_POLL_MS
      this.#poll('private', ms, () => this.#loadChat('privateChat', 'private'))
      if (this.asking.failures.decisions) this.#poll('decisions', CHAT_POLL_MS, () => this.#loadFirstDecisions())
    }
    const stale = this.packet !== undefined && Date.now() - this.packetAt > STALE_MS
    if (stale !== this.stale) {
      this.stale = stale
      this.changed()
    }
  }

  #poll(kind, ms, task) {
    if (this.asking.due(kind, ms)) this.asking.load(kind, task)
  }

  async #lookForRoom() {
    if ((await rooms()).some(it => it.agent_id === this.id)) this.reconnect()
  }
}

const without = (list, others) => list.filter(it => !others.includes(it))
