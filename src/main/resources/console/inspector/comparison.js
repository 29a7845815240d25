const MOST = 1000
/** The same message, as a project's own route names it live and when it is caught up with. */
const NAMES = { 'message.replay': 'message.new' }

/**
 * What two nodes sent of one stream, side by side by id. Each sends in order, so what a node has passed over it will not
 * send any more: then it is missing there.
 */
export class Comparison {
  /** Newest first: `{id, a, b, verdict}`, a verdict being waiting, same, different, missing_a or missing_b. */
  rows = []
  counts = { waiting: 0, same: 0, different: 0, missing_a: 0, missing_b: 0 }
  newest = { a: 0, b: 0 }

  get wrong() { return this.counts.different + this.counts.missing_a + this.counts.missing_b }

  /** @param side `a` or `b` */
  take(side, frame) {
    if (frame.kind !== 'event') return
    const row = this.at(frame.eventId)
    if (!row || row[side]) return
    row[side] = frame
    this.newest[side] = Math.max(this.newest[side], frame.eventId)
    if (row.a && row.b) this.judge(row, alike(row.a, row.b) ? 'same' : 'different')
    this.overtake('a')
    this.overtake('b')
  }

  /** The row of that id, made where it belongs; undefined where it is older than all that is kept. */
  at(id) {
    const place = this.rows.findIndex(row => row.id <= id), found = this.rows[place]
    if (found?.id === id) return found
    const row = { id, verdict: 'waiting' }
    if (place < 0 && this.rows.length >= MOST) return undefined
    this.rows.splice(place < 0 ? this.rows.length : place, 0, row)
    this.counts.waiting++
    if (this.rows.length > MOST) this.rows.length = MOST
    return row
  }

  overtake(side) {
    if (!this.counts.waiting) return
    for (const row of this.rows) {
      if (row.verdict === 'waiting' && !row[side] && row.id < this.newest[side]) this.judge(row, 'missing_' + side)
    }
  }

  judge(row, verdict) {
    this.counts[row.verdict]--
    this.counts[verdict]++
    row.verdict = verdict
  }
}

const nameOf = frame => NAMES[frame.name] ?? frame.name
const alike = (a, b) => nameOf(a) === nameOf(b) && a.payload === b.payload
