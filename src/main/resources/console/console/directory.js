import { backoff } from 'room-events'
import { call } from 'app/session.js'

const ONLINE_MS = 5 * 60_000
const AGAIN_MS = 30_000, EMPTY_AGAIN_MS = 3000

/** Whether the server would take a command for it. */
export const online = dongle => Date.now() - new Date(dongle.last_seen_at) < ONLINE_MS

const order = (a, b) => (b.ownership_state === 'CLAIMED') - (a.ownership_state === 'CLAIMED') || online(b) - online(a)
  || a.id.localeCompare(b.id)

/** A group with what its stream told, which may be only how much waits. */
const changed = (group, state) => !state ? group : {
  ...group, ...state,
  updated_at: group.mode === state.mode && group.offline_side === state.offline_side ? group.updated_at : state.ts
}

/** The user's dongles and groups; asks again by itself now and then, and until a node answers. */
export class Directory {
  dongles = undefined
  groups = undefined
  /** Why the last answer is missing. */
  failure = undefined
  attempt = 0
  /** What streams told of groups since the lists were asked for last: the answer may be older. */
  told = new Map()

  /** @param changed called when there is news */
  constructor(changed) { this.changed = changed }

  async load() {
    clearTimeout(this.timer)
    const turn = this.turn = {}
    this.told.clear()
    try {
      const [dongles, groups] = await Promise.all([call('GET', '/api/v1/dongles'), call('GET', '/api/v1/groups')])
      if (turn === this.turn) this.take(dongles.dongles, groups.groups)
    } catch (failure) {
      if (turn === this.turn) this.fail(failure)
    }
  }

  take(dongles, groups) {
    this.dongles = dongles.sort(order)
    this.groups = groups.map(group => changed(group, this.told.get(group.id)))
    this.failure = undefined
    this.attempt = 0
    this.later(dongles.length ? AGAIN_MS : EMPTY_AGAIN_MS)
    this.changed()
  }

  fail(failure) {
    this.failure = failure
    if (!this.stranger) this.later(backoff(++this.attempt))
    this.changed()
  }

  later(ms) { this.timer = setTimeout(() => this.load(), ms) }

  /** A group's state as its stream tells it. */
  tell(state) {
    this.told.set(state.group_id, state)
    this.groups = this.groups?.map(group => group.id === state.group_id ? changed(group, state) : group)
    this.changed()
  }

  /** Nobody is signed in, or no more. */
  get stranger() { return this.failure?.status === 401 }

  get loaded() { return this.dongles !== undefined }

  dongle(id) { return this.dongles?.find(dongle => dongle.id === id) }

  group(id) { return this.groups?.find(group => group.id === id) }

  stop() {
    this.turn = undefined
    clearTimeout(this.timer)
  }
}
