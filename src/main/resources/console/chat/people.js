import { held } from 'app/session.js'
import { leave, present, tell } from './wire.js'

const HEARTBEAT_MS = 15_000
const TYPING_MS = 5000
/** How often one's own typing is told while it goes on, and when it counts as over. */
const TELL_MS = 3000, REST_MS = 4000

/** Who is there and who types; and tells the others of oneself. */
export class People {
  /** By user: `online`, `seen` in ms, `typing`. */
  users = new Map()
  /** When the list was last known to be right; it is while connected. */
  stale
  #project
  #user
  #changed
  #pulse
  #ends = new Map()
  #typing = false
  #toldAt = 0
  #rest
  #line = Promise.resolve()
  #live = false
  /** Of whom the stream has told since the list was asked for: it is right about them. */
  #heard = new Set()
  /** By which others were told of this user. A page that goes away loses its stream before it can tell them. */
  #token = ''
  #bye = () => this.#token && leave(this.#project, this.#token)
  #seen = () => this.#live && document.visibilityState === 'visible' && this.#beat()

  constructor(project, user, changed) {
    this.#project = project
    this.#user = user
    this.#changed = changed
    addEventListener('pagehide', this.#bye)
    document.addEventListener('visibilitychange', this.#seen)
  }

  get typing() {
    return [...this.users].filter(([id, person]) => person.typing && id !== this.#user).map(([id]) => id)
  }

  connected() {
    this.#live = true
    this.#token = held()
    this.stale = undefined
    clearInterval(this.#pulse)
    this.#pulse = setInterval(() => this.#beat(), HEARTBEAT_MS)
    this.#beat()
    this.#load()
  }

  disconnected() {
    if (!this.#live) return
    this.#live = false
    this.stale = Date.now()
    clearInterval(this.#pulse)
    for (const id of this.typing) this.#type(id, false)
  }

  close() {
    this.#bye()
    this.disconnected()
    clearTimeout(this.#rest)
    removeEventListener('pagehide', this.#bye)
    document.removeEventListener('visibilitychange', this.#seen)
  }

  presence({ user, event }) {
    const { userId, isOnline, isTyping, lastSeen } = user
    const online = isOnline && event !== 'user_left'
    this.#heard.add(userId)
    this.#set(userId, { online, seen: lastSeen })
    this.#type(userId, online && isTyping)
    // Another tab of this user has closed: this one is still here.
    if (!online && userId === this.#user) this.#seen()
  }

  typed({ userId, isTyping }) { this.#type(userId, isTyping) }

  /** Whoever has sent a message has stopped typing it. */
  said(id) { if (this.users.get(id)?.typing) this.#type(id, false) }

  /** The user has changed what he writes. */
  write(text) {
    clearTimeout(this.#rest)
    if (!text.trim()) return this.rest()
    this.#rest = setTimeout(() => this.rest(), REST_MS)
    if (this.#typing && Date.now() - this.#toldAt < TELL_MS) return
    this.#typing = true
    this.#toldAt = Date.now()
    this.#beat()
  }

  rest() {
    clearTimeout(this.#rest)
    if (!this.#typing) return
    this.#typing = false
    this.#beat()
  }

  /** One after the other, so that an earlier word never arrives behind a later one. */
  #beat() {
    this.#line = this.#line.then(() => this.#live && tell(this.#project, this.#typing ? 'typing' : 'online'))
      .catch(() => { /* the next one comes soon, and the stream's own state tells what is wrong */ })
  }

  async #load() {
    this.#heard.clear()
    const answer = await present(this.#project).catch(() => undefined)
    if (!answer || !this.#live) return
    const here = new Map(answer.participants.map(each => [each.user_id, each]))
    for (const id of new Set([...this.users.keys(), ...here.keys()])) this.#found(id, here.get(id))
  }

  #found(id, entry) {
    if (entry) this.#set(id, { activity: entry.activity })
    if (this.#heard.has(id)) return
    this.#set(id, { online: Boolean(entry), ...(entry && { seen: Date.parse(entry.last_seen) }) })
    this.#type(id, entry?.status === 'typing')
  }

  #set(id, change) {
    this.users.set(id, { ...this.users.get(id), ...change })
    this.#changed()
  }

  /** Ends by itself, should nobody tell. */
  #type(id, typing) {
    clearTimeout(this.#ends.get(id))
    if (typing) this.#ends.set(id, setTimeout(() => this.#type(id, false), TYPING_MS))
    if (typing || this.users.get(id)?.typing) this.#set(id, { typing })
  }
}
