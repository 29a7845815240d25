const SPAN_MS = 5000, SLOT_MS = 100, SLOTS = SPAN_MS / SLOT_MS
/** A frame's bits beside its data, with the pause behind it: with a short id and with a long one. */
const FRAME_BITS = 47, LONG_FRAME_BITS = 67

/**
 * Frames of the last five seconds. Ids are times of the server, in microseconds: by them a replay after a drop is not
 * taken for a burst.
 */
export class Meter {
  /** @param clock milliseconds that only grow */
  constructor(clock = () => performance.now()) {
    this.clock = clock
    this.clear()
  }

  clear() {
    this.rx = 0
    this.tx = 0
    this.begun = this.clock()
    this.ahead = undefined
    this.slots = Array.from({ length: SLOTS }, () => ({ at: -1, frames: 0, bits: 0 }))
  }

  /** Counts a frame. */
  take(entry) {
    if (entry.direction === 'rx') this.rx++
    else if (entry.direction === 'tx') this.tx++
    const ms = entry.id / 1000
    // Nothing arrives before it is sent: the greatest difference is nearest to that of the clocks.
    this.ahead = Math.max(this.ahead ?? -Infinity, ms - this.clock())
    const at = Math.floor(ms / SLOT_MS), slot = this.slots[at % SLOTS]
    if (slot.at < at) Object.assign(slot, { at, frames: 0, bits: 0 })
    if (slot.at > at) return
    slot.frames++
    slot.bits += (entry.data.is_extended ? LONG_FRAME_BITS : FRAME_BITS) + 8 * (Number(entry.data.dlc) || 0)
  }

  /** Frames per second. */
  get rate() { return this.sum('frames') }

  /** Bits per second, without those that a controller stuffs in. */
  get bits() { return this.sum('bits') }

  sum(name) {
    if (this.ahead === undefined) return 0
    const now = this.clock(), oldest = Math.floor((now + this.ahead) / SLOT_MS) - SLOTS
    const seconds = Math.min(SPAN_MS, Math.max(1000, now - this.begun)) / 1000
    return this.slots.reduce((sum, slot) => slot.at > oldest ? sum + slot[name] : sum, 0) / seconds
  }
}
