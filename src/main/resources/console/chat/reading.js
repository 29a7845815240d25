import { mark, marks } from './wire.js'

const REFRESH_MS = 15_000
/** Marks are told at most so often. */
const TELL_MS = 1000

/** How far everybody has read, and what is left to the user. */
export class Reading {
  /** What the user had read when the page opened. */
  before = 0
  /** By user: the newest message that he has read. */
  others = new Map()
  /** By message: those who have read up to it. */
  readers = new Map()
  #project
  #user
  #changed
  #known
  #marked = 0
  #wanted = 0
  #timer
  #refresh

  constructor(project, user, changed) {
    this.#project = project
    this.#user = user
    this.#changed = changed
  }

  connected() {
    clearInterval(this.#refresh)
    this.#refresh = setInterval(() => this.load(), REFRESH_MS)
    this.load()
  }

  disconnected() { clearInterval(this.#refresh) }

  close() {
    this.disconnected()
    clearTimeout(this.#timer)
  }

  async load() {
    const answer = await marks(this.#project).catch(() => undefined)
    if (!answer) return
    if (!this.#known) this.before = answer.last_read_seq
    this.#known = answer
    this.#marked = Math.max(this.#marked, answer.last_read_seq)
    this.others = new Map(answer.read_statuses.filter(each => each.user_id !== this.#user)
      .map(each => [each.user_id, each.read_up_to_seq]))
    this.readers = new Map()
    for (const [id, seq] of this.others) this.readers.set(seq, [...this.readers.get(seq) ?? [], id])
    this.#changed()
  }

  /** How many of the messages the user has not read; `list` holds at least all that came since the page opened. */
  unread(list) {
    const after = seq => list.filter(message => message.seq > seq).length
    if (!this.#known) return 0
    const { unread_count, last_read_seq, last_message_seq } = this.#known
    const seen = Math.max(this.#marked, this.#wanted)
    return seen > last_read_seq ? after(seen) : unread_count + after(last_message_seq)
  }

  /** The user sees everything up to that message. */
  saw(seq) {
    this.#wanted = Math.max(this.#wanted, seq)
    if (this.#known && this.#wanted > this.#marked) this.#timer ??= setTimeout(() => this.#tell(), TELL_MS)
  }

  async #tell() {
    const seq = this.#wanted
    const told = await mark(this.#project, seq).then(() => true, () => false)
    if (told) this.#marked = Math.max(this.#marked, seq)
    this.#timer = told ? undefined : setTimeout(() => { this.#timer = undefined }, REFRESH_MS)
    this.#changed()
    this.saw(seq)
  }
}
