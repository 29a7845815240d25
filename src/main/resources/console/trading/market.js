import { call } from 'app/session.js'

const DEBOUNCE_MS = 1000
/** Events without a pause must not keep a refresh from ever happening. */
const LONGEST_MS = 5000
const MOST_CARDS = 50
const TRADES = 10
/** What an event makes out of date: names of methods. `session` is a model's status, `active` says which still run. */
const STALE = {
  trade: ['positions'],
  complete: ['stats', 'performance', 'runs', 'active'],
  session_complete: ['everything'],
  error: ['session', 'active'],
}

/** What the node knows of the user's models, by HTTP. `chosen` is the one of which everything is known. */
export class Market {
  models = []
  /** By model: its session that goes on; its newest session; what it owns. */
  running = new Map()
  sessions = new Map()
  latest = new Map()
  totals = undefined
  chosen = undefined
  detail = {}
  /** Why the last refresh failed, while nothing newer is known. */
  failure = ''
  #due = new Map()

  constructor(changed) { this.changed = changed }

  async load() {
    await this.list()
    await Promise.all([this.active(), this.stats()])
  }

  async list() {
    this.models = (await call('GET', '/api/models')).models
    await Promise.all(this.models.slice(0, MOST_CARDS).map(({ id }) => this.latest.has(id) || this.positions(id)))
  }

  model(id) { return this.models.find(it => it.id === id) }
  name(id) { return this.model(id)?.name ?? 'Model ' + id }
  status(id) { return this.running.get(id)?.status ?? this.sessions.get(id)?.status ?? 'not_running' }

  /** What the model's money has become; nothing before its first trade. */
  worth(id) {
    const value = this.latest.get(id)?.total_value, start = this.model(id)?.initial_cash
    if (!value || !start) return {}
    return { value, gain: value - start, percent: 100 * (value - start) / start }
  }

  async choose(id) {
    this.chosen = id
    this.detail = { series: new Map() }
    this.changed()
    if (this.model(id)) await this.attempt(this.everything(id))
  }

  /** Refreshes what the event made out of date, 1 s after the last such event. */
  heard({ type, model }) {
    for (const what of STALE[type] ?? []) this.later(what, model)
  }

  later(what, model) {
    const key = what + ':' + (what === 'stats' || what === 'active' ? '' : model), now = Date.now()
    const { first = now, timer } = this.#due.get(key) ?? {}
    clearTimeout(timer)
    const wait = Math.max(0, Math.min(DEBOUNCE_MS, first + LONGEST_MS - now))
    this.#due.set(key, { first, timer: setTimeout(() => {
      this.#due.delete(key)
      this.attempt(this[what](model))
    }, wait) })
  }

  async attempt(task) {
    this.failure = await task.then(() => '', error => error.message)
    this.changed()
  }

  async everything(id) {
    await Promise.all([this.stats(), this.active(), this.session(id), this.positions(id), this.performance(id),
      this.runs(id)])
  }

  async stats() {
    this.totals = await call('GET', '/api/trading/stats')
    this.totalled = Date.now()
  }

  async active() {
    const { running_agents: agents } = await call('GET', '/api/trading/status')
    this.running = new Map(Object.entries(agents).map(([id, info]) => [Number(id), info]))
    this.changed()
    if (this.running.keys().some(id => !this.model(id))) await this.list()
  }

  async session(id) { this.sessions.set(id, await call('GET', `/api/trading/status/${id}`)) }

  async positions(id) {
    this.latest.set(id, await call('GET', `/api/models/${id}/positions/latest`))
    if (id !== this.chosen) return
    const { positions, total_records: total } = await call('GET', `/api/models/${id}/positions?page_size=${TRADES}`)
    this.know(id, { trades: positions, total }, positions.map(it => [it.timestamp, it.total_value]))
  }

  async performance(id) {
    if (id !== this.chosen) return
    const performance = await call('GET', `/api/models/${id}/performance`)
    this.know(id, { performance }, Object.entries(performance.portfolio_values))
  }

  async runs(id) {
    if (id === this.chosen) this.know(id, { runs: (await call('GET', `/api/models/${id}/runs`)).runs })
  }

  /** What comes too late is about a model that is no longer chosen. */
  know(id, facts, values = []) {
    if (id !== this.chosen) return
    const series = values.length ? new Map([...this.detail.series, ...values]) : this.detail.series
    this.detail = { ...this.detail, ...facts, series }
    this.changed()
  }

  async create(name, cash) {
    const model = await call('POST', '/api/models', { name, initial_cash: cash })
    this.models = [...this.models, model]
    return model.id
  }

  async start(id, session) {
    await call('POST', `/api/trading/start/${id}`, session)
    await Promise.all([this.active(), this.session(id), this.stats()])
  }

  async stop(id) {
    await call('POST', `/api/trading/stop/${id}`)
    await this.everything(id)
  }

  close() {
    this.changed = () => {}
    for (const { timer } of this.#due.values()) clearTimeout(timer)
  }
}
