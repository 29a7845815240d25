// Live streams of Roomwire. What everything means is written in room-events.d.ts.

/** @typedef {import('./room-events.d.ts').State} State */

/** @type {State} */
const CLOSED = { name: 'closed', reason: 'closed' }
const LIMITED_MS = 5000
const CALM_MS = 100
const SAVE_MS = 250
const JOIN_MS = 20
const LEAVE_MS = 1000
const MOST_STREAMS = 50
/** Heard whether or not the page asks: they carry positions, or tell how the connection fares. */
const ALWAYS = ['message', 'position', 'connection.established', 'stream_reset', 'unavailable', 'rate_limited',
  'server_close']

/** @type {typeof import('./room-events.d.ts').backoff} */
export const backoff = (attempt, first = 1000, cap = 30000, random = Math.random) =>
  random() * Math.min(cap, first * 2 ** (attempt - 1))

const call = (handler, ...given) => {
  try {
    handler?.(...given)
  } catch (error) {
    reportError(error)
  }
}

const parse = text => {
  try {
    return JSON.parse(text)
  } catch (error) {
    return { error }
  }
}

/** Handlers by name. */
class Ears {
  #map = new Map()

  constructor(events = {}, onError = (error, info) => console.warn('room-events: not JSON', info.name, info.raw)) {
    for (const name in events) this.on(name, events[name])
    this.onError = onError
  }

  get names() {
    return this.#map.keys()
  }

  on(name, handler) {
    const all = this.#map.get(name) ?? new Set()
    this.#map.set(name, all.add(handler))
    return () => all.delete(handler)
  }

  hear(name, data, info) {
    const type = name === 'message' && data && typeof data.type === 'string' ? data.type : name
    for (const each of new Set([type, name, '*'])) {
      for (const handler of this.#map.get(each) ?? []) call(handler, data, { ...info, name: type })
    }
  }
}

/** Where one tab is in a stream, and what it tells others and the page after it. */
class Place {
  #air
  #timer
  #save = () => {
    clearTimeout(this.#timer)
    if (!this.#timer) return
    this.#timer = 0
    for (const box of ['sessionStorage', 'localStorage']) {
      try {
        globalThis[box].setItem(this.key, this.own)
      } catch {} // full, or forbidden
    }
    this.#air?.postMessage({ type: 'seq', seq: /^\d+$/.test(this.own) ? +this.own : this.own })
  }

  constructor(store, start, suffix = '') {
    const { key, channel = key } = typeof store === 'string' ? { key: store } : store ?? {}
    this.key = key && key + suffix
    this.channel = channel + suffix
    this.shared = ''
    this.own = String(start ?? this.#seed() ?? '')
  }

  /** This tab's own from before a refresh, else any tab's. */
  #seed() {
    try {
      return this.key && (sessionStorage.getItem(this.key) ?? localStorage.getItem(this.key))
    } catch {
      return ''
    }
  }

  join() {
    if (!this.key || this.#air) return
    this.#air = globalThis.BroadcastChannel && new BroadcastChannel(this.channel)
    if (this.#air) this.#air.onmessage = ({ data }) => data?.type === 'seq' && (this.shared = String(data.seq))
    addEventListener('pagehide', this.#save)
  }

  put(id) {
    if (id === this.own) return
    this.own = id
    if (this.key) this.#timer ||= setTimeout(this.#save, SAVE_MS)
  }

  leave() {
    this.#save()
    removeEventListener('pagehide', this.#save)
    this.#air?.close()
    this.#air = undefined
  }
}

/** One connection that keeps itself up: the browser's own reconnect where that is enough, else a new EventSource. */
class Link {
  #spec
  #options
  #source
  #timer
  #turn = 0
  #attempt = 0
  /** The last EventSource gave up, for a reason that it does not tell. */
  #doubt = false
  #waiting = false
  #end
  /** A connection may look open for minutes after the network has gone. */
  #offline = () => this.#source && this.#again()
  #online = () => {
    this.#attempt = 0
    if (this.#waiting) this.#open()
  }

  /** @type {State} */
  state = { name: 'connecting' }

  /** @param spec names(), url(), hear(name, text, id), tell(), refused?(state, body) */
  constructor(spec, options) {
    this.#spec = spec
    this.#options = options
  }

  start() {
    this.#attempt = 0
    this.#doubt = false
    this.#end = ''
    addEventListener('online', this.#online)
    addEventListener('offline', this.#offline)
    this.#say('connecting')
    this.#open()
  }

  close(state = CLOSED) {
    this.#stop()
    removeEventListener('online', this.#online)
    removeEventListener('offline', this.#offline)
    this.#say(state.name, state)
  }

  listen(name) {
    this.#source?.addEventListener(name, this.#heard)
  }

  #say(name, more) {
    this.state = { ...more, name }
    this.#spec.tell()
  }

  #stop() {
    this.#turn++
    this.#waiting = false
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = undefined
  }

  async #open(renew = false) {
    const { token, preflight, withCredentials } = this.#options
    this.#stop()
    const turn = this.#turn
    try {
      const key = await token?.(renew)
      if (turn !== this.#turn) return
      const url = this.#spec.url()
      if (key) url.searchParams.set('token', key)
      if ((preflight || this.#doubt) && !await this.#admitted(url, key, renew, turn)) return
      const source = this.#source = new EventSource(url, { withCredentials })
      source.onopen = () => (this.#timer = setTimeout(() => this.#live(), CALM_MS)) // a refusal is open too, but short
      source.onerror = () => source === this.#source && this.#failed()
    } catch {
      if (turn === this.#turn) this.#again()
      return
    }
    for (const name of new Set([...ALWAYS, ...this.#spec.names()])) this.listen(name)
  }

  /** Asks by fetch what EventSource does not tell. */
  async #admitted(url, key, renew, turn) {
    const { token, preflight, withCredentials } = this.#options
    const control = new AbortController()
    const answer = await fetch(preflight ?? url, {
      method: preflight ? 'POST' : 'GET',
      headers: preflight ? (key ? { Authorization: 'Bearer ' + key } : {}) : { Accept: 'text/event-stream' },
      credentials: withCredentials ? 'include' : 'same-origin',
      cache: 'no-store',
      signal: control.signal,
    })
    const { ok, status, headers } = answer
    const body = ok || status < 400 ? '' : await answer.text()
    control.abort()
    if (ok && !preflight) await new Promise(done => setTimeout(done, CALM_MS)) // the question gives its place back
    if (turn !== this.#turn || ok) return turn === this.#turn
    const denied = status === 401 || status === 403
    if (denied && token && !renew) {
      this.#open(true)
    } else if (status === 429) {
      this.#limited(headers.get('Retry-After') * 1000)
    } else if (status < 400 || status > 499 || status === 408 || status === 425) {
      this.#again()
    } else {
      const state = denied ? { name: 'auth_failed', status } : { name: 'closed', reason: 'refused', status }
      this.#stop()
      if (!this.#spec.refused?.(state, body)) this.close(state)
    }
    return false
  }

  #live() {
    clearTimeout(this.#timer)
    this.#attempt = 0
    this.#doubt = false
    if (this.state.name !== 'connected') this.#say('connected')
  }

  #heard = ({ type, data, lastEventId }) => {
    if (data === undefined) return // the connection's own events
    const refusal = this.state.name !== 'connected' && (type === 'unavailable' || type === 'rate_limited')
    this.#end = type === 'server_close' && parse(data)?.reason
    if (!refusal) this.#live()
    const turn = this.#turn
    this.#spec.hear(type, data, lastEventId)
    if (!refusal || turn !== this.#turn) return
    if (type === 'unavailable') this.#again()
    else this.#limited(parse(data)?.retry_after_ms)
  }

  #failed() {
    clearTimeout(this.#timer)
    const { token, preflight, maxAttempts } = this.#options
    const gaveUp = this.#source.readyState === 2
    if (this.#end === 'replaced') {
      this.close({ name: 'closed', reason: this.#end })
    } else if (gaveUp || token || preflight || maxAttempts >= 0) {
      this.#doubt ||= gaveUp
      this.#again(gaveUp)
    } else {
      this.#say('reconnecting', { attempt: ++this.#attempt })
    }
  }

  #again(atOnce) {
    const { maxAttempts = Infinity, backoff: first, cap } = this.#options
    this.#stop()
    if (++this.#attempt > maxAttempts && navigator.onLine) return this.close({ name: 'closed', reason: 'attempts' })
    this.#waiting = true
    this.#timer = setTimeout(() => this.#open(), atOnce && this.#attempt < 2 ? 0 : backoff(this.#attempt, first, cap))
    this.#say('reconnecting', { attempt: this.#attempt })
  }

  #limited(ms) {
    this.#stop()
    const until = Date.now() + 1000 * Math.ceil((ms || LIMITED_MS) / 1000 + Math.random())
    const tick = () => {
      const left = until - Date.now()
      const retryAfter = Math.max(0, Math.round(left / 1000))
      this.#timer = setTimeout(retryAfter ? tick : () => this.#open(), retryAfter ? left - 1000 * (retryAfter - 1) : 0)
      this.#say('rate_limited', { retryAfter })
    }
    tick()
  }
}

/** @type {typeof import('./room-events.d.ts').openStream} */
export function openStream(address, options = {}) {
  const ears = new Ears(options.events, options.onError)
  const place = new Place(options.store, options.lastEventId)
  const link = new Link({
    names: () => ears.names,
    url() {
      const url = new URL(address, location.href)
      url.searchParams.set('last_event_id', place.own)
      return url
    },
    hear(name, raw, id) {
      if (id) place.put(id)
      const info = { name, position: place.own, raw }
      const data = parse(raw)
      if (data?.error instanceof Error) call(ears.onError, data.error, info)
      else ears.hear(name, data, info)
    },
    tell: () => call(options.onState, link.state),
  }, options)
  let begun = false
  const feed = {
    get state() { return link.state },
    get position() { return place.own },
    get shared() { return place.shared },
    on(name, handler) {
      link.listen(name)
      return ears.on(name, handler)
    },
    reconnect(from) {
      begun = true
      if (from != null) place.own = String(from)
      place.join()
      link.start()
    },
    close() {
      begun = true
      place.leave()
      link.close()
    },
  }
  queueMicrotask(() => begun || feed.reconnect()) // so that the page has its feed when it hears
  return feed
}

/** Tells a state once, though another link has it too. */
const once = (onState, last) => state => {
  if (last === (last = JSON.stringify(state))) return
  call(onState, state)
}

/** @type {typeof import('./room-events.d.ts').openStreams} */
export function openStreams(options = {}) {
  const subs = new Map()
  /** The link that is live, or was, and the one that is to take its place; each with the streams that it carries. */
  let current, next, timer
  const told = once(options.onState)

  const stateOf = sub => sub.over ?? (current?.carries(sub) ? current : next)?.state ?? { name: 'connecting' }
  const stateOfAll = () => (current ?? next)?.state ?? CLOSED

  function tell() {
    for (const sub of subs.values()) sub.tell()
    told(stateOfAll())
  }

  function change(ms) {
    if (ms === LEAVE_MS && timer) return
    clearTimeout(timer)
    timer = setTimeout(swap, ms)
  }

  /** From all positions on; the present link stays until the new one is live, and what both bring is taken once. */
  function swap(drops) {
    clearTimeout(timer)
    timer = 0
    const old = [next]
    const all = new Map(subs)
    next = undefined
    if (drops || !all.size) {
      old.push(current)
      current = undefined
    }
    if (all.size && !(current?.all.size === all.size && [...all.values()].every(current.carries))) {
      next = link(all)
      next.start()
    }
    for (const each of old) each?.close()
    tell()
  }

  function link(all) {
    const each = [...all.values()]
    const made = new Link({
      names: () => [],
      url() {
        const url = new URL(options.url ?? '/api/v1/events', location.href)
        url.searchParams.set('streams', [...all.keys()].join())
        url.searchParams.set('last_event_id', each.map(sub => sub.place.own).join('.'))
        return url
      },
      hear(name, raw, vector) {
        if (name !== 'message') return
        const event = parse(raw)
        const sub = all.get(event.stream)
        if (sub) sub.hear(event, raw)
        else if (event.error instanceof Error) call(each[0].ears.onError, event.error, { name, raw, position: vector })
        else if (event.event === 'connected') live(vector.split('.'))
      },
      tell: () => (made === current || made === next) && tell(),
      refused: (state, body) => refused(made, state, body),
    }, { ...options, preflight: undefined })

    function live(vector) {
      each.forEach((sub, i) => sub.place.own ||= vector[i])
      if (made !== next) return
      const old = current
      current = made
      next = undefined
      old?.close()
      tell()
    }
    return Object.assign(made, { all, carries: sub => all.get(sub.stream) === sub })
  }

  /** One stream's refusal is that of the whole connection, which says whose it is: the others go on without it. */
  function refused(link, state, body) {
    const text = String(parse(body)?.message)
    const named = [...link.all.keys()].find(stream => {
      const told = stream.split(':', 2).join(':')
      return text.startsWith(told + ': ') || text.startsWith(told + ' is ')
    })
    const system = named?.split(':')[0] + ':'
    const guilty = [...link.all.values()].filter(sub => named
      ? sub.stream === named || (state.status === 401 && sub.stream.startsWith(system))
      : current && current !== link && !current.carries(sub))
    if (!guilty.length || guilty.length === link.all.size) return false
    for (const sub of guilty) sub.end(state)
    swap(current === link)
    return true
  }

  function subscription(stream, { events, onState, lastEventId }) {
    const ears = new Ears(events, options.onError)
    const place = new Place(options.store, lastEventId, ':' + stream)
    const told = once(onState)
    const sub = {
      stream,
      place,
      ears,
      over: undefined,
      hear({ id, event, data }, raw) {
        if (sub.over || (id <= place.own && event !== 'stream_reset')) return
        if (id !== undefined) place.put(String(id))
        ears.hear(event, data, { name: event, id, stream, position: place.own, raw })
      },
      tell: () => told(stateOf(sub)),
      end(state) {
        if (sub.over) return
        sub.over = state
        subs.delete(stream)
        place.leave()
        sub.tell()
      },
    }
    place.join()
    return sub
  }

  return {
    get state() { return stateOfAll() },
    get streams() { return [...subs.keys()] },
    add(stream, more = {}) {
      if (subs.has(stream) || subs.size === MOST_STREAMS) {
        throw new RangeError(`${stream}: each stream once, and ${MOST_STREAMS} at most`)
      }
      const sub = subscription(stream, more)
      subs.set(stream, sub)
      change(JOIN_MS)
      return {
        stream,
        get state() { return stateOf(sub) },
        get position() { return sub.place.own },
        on: (name, handler) => sub.ears.on(name, handler),
        close() {
          sub.end(CLOSED)
          change(subs.size ? LEAVE_MS : 0)
        },
      }
    },
    reconnect: () => swap(true),
    close() {
      for (const sub of subs.values()) sub.end(CLOSED)
      swap()
    },
  }
}

/** @type {typeof import('./room-events.d.ts').merge} */
export function merge(list, added, { ids = ['id', 'client_msg_id'], order, version, last } = {}) {
  const lacks = item => typeof order === 'string' && item[order] == null
  const newer = (old, item) => (lacks(item) && !lacks(old)) || old[version] > item[version] ? old : item
  /** By each id that an entry has had; a slot that turned out to be the same as another leads to it. */
  const slots = new Map()
  const find = id => {
    let slot = slots.get(id)
    while (slot?.to) slot = slot.to
    return slot
  }
  let all = []
  for (let item of [...list, ...[added].flat()]) {
    const known = ids.map(name => item[name]).filter(id => id != null)
    const same = new Set(known.map(find).filter(Boolean))
    const [slot = {}] = same
    if (!same.size) all.push(slot)
    for (const each of same) {
      item = newer(each.item, item)
      if (each !== slot) each.to = slot
    }
    slot.item = item
    for (const id of known) slots.set(id, slot)
  }
  all = all.filter(slot => !slot.to).map(slot => slot.item)
  if (order) all.sort(typeof order === 'function' ? order : (a, b) => compare(a[order], b[order]))
  return last === undefined ? all : all.slice(Math.max(0, all.length - last))
}

/** What is missing comes last. */
const compare = (a, b) => a == null || b == null ? (a == null) - (b == null) : a < b ? -1 : +(a > b)

/** @type {typeof import('./room-events.d.ts').drop} */
export const drop = (list, id, ids = ['id', 'client_msg_id']) =>
  list.filter(item => !ids.some(name => item[name] === id))
