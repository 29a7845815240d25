/** What is shown of an event of a console stream. */
export const KINDS = {
  can_frame: 'CAN', command_status: 'Commands', log: 'Logs', presence: 'Presence', group_state: 'Group state',
  stream_reset: 'Stream reset'
}
const TAGS = { command_status: 'CMD', log: 'LOG', presence: 'PRES', group_state: 'GROUP', stream_reset: 'RESET' }
const WAYS = { rx: 'RX', tx: 'TX', a_to_b: 'A→B', b_to_a: 'B→A' }
/** In a group, what A sends is what is transmitted. */
const DIRECTIONS = { rx: 'rx', tx: 'tx', a_to_b: 'tx', b_to_a: 'rx' }
const COLOURS = {
  error: 'bad', timeout: 'bad', warn: 'warn', ok: 'good', ACTIVE: 'good', DEGRADED: 'warn', INACTIVE: 'quiet'
}

/** Bytes in pairs, whether or not the agent wrote spaces. */
export const pairs = hex => String(hex ?? '').replace(/\s+/g, '').replace(/..(?=.)/g, '$& ')

/** A CAN id as people search for it: without 0x, in capitals. */
export const bareId = text => String(text ?? '').trim().replace(/^0x/i, '').toUpperCase()

export const backlog = ({ buffered_frames_a_to_b: there = 0, buffered_frames_b_to_a: back = 0 }) =>
  `A->B: ${there} | B->A: ${back}`

const first = text => text ? ' · ' + String(text).trim().split('\n')[0] : ''
const TEXTS = {
  can_frame: data => `[${data.dlc}] ${pairs(data.data_hex)}`,
  command_status: data => `${data.command_target} ${data.command_id}`
    + (data.exit_code === undefined ? '' : ' exit ' + data.exit_code) + first(data.stdout || data.stderr),
  log: data => data.message,
  presence: data => `${data.dongle_id} by ${data.agent_id}`,
  group_state: data => (data.offline_side ? `${side(data.offline_side)} offline · ` : '') + backlog(data),
  stream_reset: data => `${data.reason}: ${data.requested_id} is gone, goes on after ${data.newest_id}`
}
const MARKS = {
  can_frame: data => bareId(data.can_id), command_status: data => data.status, log: data => data.level,
  presence: data => data.online ? 'online' : 'offline', group_state: data => data.mode, stream_reset: () => 'gap'
}

export const side = name => name === 'BOTH' ? 'A and B' : name

const two = number => String(number).padStart(2, '0')

/** One event. Texts are made when they are first asked for: of most events nobody ever sees one. */
export class Entry {
  /** @param number grows by one with each event of this page */
  constructor(number, kind, data, info) {
    this.number = number
    this.kind = kind
    this.data = data ?? {}
    this.id = info.position
    this.raw = info.raw
    this.direction = kind === 'can_frame' ? DIRECTIONS[this.data.direction] ?? '' : ''
  }

  get tag() { return TAGS[this.kind] ?? WAYS[this.data.direction] ?? 'CAN' }

  /** What stands out: a frame's CAN id, a status, a level. */
  get mark() { return String(MARKS[this.kind](this.data) ?? '') }

  get colour() { return this.kind === 'stream_reset' ? 'bad' : COLOURS[this.mark] ?? '' }

  get text() { return this.shown ??= String(TEXTS[this.kind](this.data) ?? '') }

  /** When it was, as it says; else when the server had it. */
  get time() { return this.clock ??= this.read() }

  get canId() { return this.kind === 'can_frame' ? bareId(this.data.can_id) : '' }

  /** Whether the words, in small letters, are anywhere in what came or in what is shown. */
  has(words) {
    this.searched ??= `${this.raw}\n${this.tag} ${this.mark} ${this.text}`.toLowerCase()
    return this.searched.includes(words)
  }

  read() {
    const said = new Date(this.data.ts ?? this.data.seen_at ?? this.data.completed_at ?? this.data.started_at)
    const at = Number.isNaN(+said) ? new Date(this.id / 1000) : said
    return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.`
      + String(at.getMilliseconds()).padStart(3, '0')
  }
}
