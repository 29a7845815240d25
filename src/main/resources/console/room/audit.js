import { html } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { asked, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { moment, number, time } from 'app/format.js'
import { debounced, download } from 'app/parts.js'
import { ask } from 'app/session.js'
import { reasonOf } from './messages.js'
import { raw, readiness, shown } from './raw.js'

const LIMITS = [10, 20, 50, 100, 200, 500, 2000], STANDARD = { latest: 10, day: 2000 }, MOST_LATEST = 500
const LEVELS = ['ALL', 'OK', 'WARN', 'ERROR']
const REFRESH_MS = 15_000
/** More rows are put into the page when the reader comes near the last one. */
const ROWS = 100, NEAR_PX = 600

/** The records of a room's decisions: the latest ones or a day's, filtered, to read and to take along. */
class Audit extends Element {
  static properties = {
    room: {}, lastDay: { attribute: false }, mode: { state: true }, day: { state: true }, limit: { state: true },
    level: { state: true }, forced: { state: true }, symbol: { state: true }, records: { state: true },
    failure: { state: true }, loadedAt: { state: true }, most: { state: true }
  }

  constructor() {
    super()
    this.mode = asked('audit') === 'day' ? 'day' : 'latest'
    this.day = /^\d{4}-\d{2}-\d{2}$/.test(asked('day')) ? asked('day') : ''
    this.limit = LIMITS.includes(Number(asked('limit'))) ? Number(asked('limit')) : STANDARD[this.mode]
    this.level = LEVELS.includes(asked('ready')) ? asked('ready') : 'ALL'
    this.forced = asked('forced') === '1'
    this.symbol = asked('symbol')
    this.most = ROWS
    this.turn = 0
    this.spell = debounced(150, symbol => this.filter({ symbol }))
  }

  connectedCallback() {
    super.connectedCallback()
    const timer = setInterval(() => { if (this.mode === 'latest') this.load() }, REFRESH_MS)
    this.onLeave(() => clearInterval(timer))
  }

  willUpdate(changed) {
    if (changed.has('room')) this.choose({})
    else if (changed.has('lastDay') && this.mode === 'day' && !this.day) this.choose({})
  }

  /** The day that is asked for; until one is picked, the last one that has records. */
  get asksDay() { return this.day || this.lastDay }

  /** Another part of the audit. */
  choose(choice) {
    if (choice.mode) choice.limit = STANDARD[choice.mode]
    Object.assign(this, choice, { records: undefined, failure: '' })
    keep({ audit: this.mode === 'day' ? 'day' : '', day: this.mode === 'day' ? this.asksDay : '',
      limit: this.limit === STANDARD[this.mode] ? '' : this.limit })
    this.load()
  }

  filter(choice) {
    Object.assign(this, choice, { most: ROWS })
    keep({ ready: this.level === 'ALL' ? '' : this.level, forced: this.forced ? '1' : '', symbol: this.symbol })
  }

  async load() {
    const turn = ++this.turn
    if (!this.room || (this.mode === 'day' && !this.asksDay)) return
    const path = `/api/agents/${encodeURIComponent(this.room)}/decision-audit/${this.mode}?limit=${this.limit}`
    try {
      const { data } = await ask('GET', path + (this.mode === 'day' ? '&day_key=' + this.asksDay : ''))
      if (turn === this.turn) Object.assign(this, { records: named(data.records), failure: '', loadedAt: Date.now() })
    } catch (failure) {
      if (turn === this.turn) this.failure = reasonOf(failure)
    }
  }

  /** What passes the filters. */
  get passed() {
    const part = this.symbol.trim().toLowerCase()
    return (this.records ?? []).filter(({ record }) =>
      (this.level === 'ALL' || record.data_readiness?.level === this.level)
      && (!this.forced || record.forced_hold === true)
      && String(record.symbol ?? '').toLowerCase().includes(part))
  }

  take() {
    const lines = this.passed.map(({ record }) => JSON.stringify(record) + '\n').join('')
    download(`decision-audit-${this.room}-${this.mode}.jsonl`, 'application/x-ndjson', lines)
  }

  scrolled({ target }) {
    if (target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_PX) this.most += ROWS
  }

  render() {
    const passed = this.passed
    return html`
      <section class="card">
        <div class="row">
          <h2 class="grow">Audit of decisions</h2>
          <span class="small quiet">${this.loadedAt ? 'asked at ' + time(this.loadedAt) : ''}${
            this.mode === 'latest' ? ', every 15 s' : ''}</span>
          <button @click=${this.load}>Reload</button>
          <button ?disabled=${!passed.length} @click=${this.take}>Download JSONL</button>
        </div>
        ${this.choices()}
        ${this.filters(passed.length)}
        <div class="records scroll" tabindex="0" role="region" aria-label="Records" @scroll=${this.scrolled}>
          ${this.rows(passed)}</div>
        <p class="status small bad" role="status">${this.failure}</p>
      </section>`
  }

  choices() {
    const mode = (name, says) => html`<button aria-pressed=${this.mode === name ? 'true' : 'false'}
      @click=${() => { if (this.mode !== name) this.choose({ mode: name }) }}>${says}</button>`
    return html`
      <div class="row tools">
        <span class="row" role="group" aria-label="Which records">
          ${mode('latest', 'Latest')}${mode('day', 'Day')}</span>
        <label>Day <input type="date" .value=${this.asksDay ?? ''} ?disabled=${this.mode !== 'day'}
          @change=${event => { if (event.target.value) this.choose({ day: event.target.value }) }}></label>
        <label>Limit <select @change=${event => this.choose({ limit: Number(event.target.value) })}>
          ${LIMITS.map(it => html`<option value=${it} ?selected=${it === this.limit}>${it}</option>`)}</select></label>
        ${this.mode === 'latest' && this.limit > MOST_LATEST
          ? html`<span class="small quiet">nodes give the latest ${MOST_LATEST} at most</span>` : ''}
      </div>`
  }

  filters(count) {
    return html`
      <div class="row tools">
        <label>Readiness <select @change=${event => this.filter({ level: event.target.value })}>
          ${LEVELS.map(it => html`<option ?selected=${it === this.level}>${it}</option>`)}</select></label>
        <label><input type="checkbox" .checked=${this.forced}
          @change=${event => this.filter({ forced: event.target.checked })}> Forced hold only</label>
        <label>Symbol <input type="search" size="10" .value=${this.symbol} placeholder="contains"
          @input=${event => this.spell(event.target.value)}></label>
        <span class="counter" role="status" title="shown of all that were loaded">${number(count)}/${
          number(this.records?.length ?? 0)}</span>
      </div>`
  }

  rows(passed) {
    if (passed.length) return html`<ol>${repeat(passed.slice(0, this.most), it => it.key,
      it => guard([it.key], () => row(it.record)))}</ol>`
    return html`<p class="empty">${this.whyNone()}</p>`
  }

  whyNone() {
    if (!this.records) return this.failure ? 'Nothing could be loaded.' : 'Loading …'
    if (this.records.length) return 'No record passes the filters.'
    return this.mode === 'day' ? `There is no record of ${this.asksDay}.` : 'There is no record yet.'
  }
}

/** With a key each: of two records of one moment, the second has another. */
function named(records) {
  const times = new Map()
  return records.map(record => {
    const name = [record.saved_ts_ms, record.cycle_number, record.symbol].join(' '), before = times.get(name) ?? 0
    times.set(name, before + 1)
    return { record, key: name + ' ' + before }
  })
}

const jump = ({ cycle_number, timestamp }) =>
  window.dispatchEvent(new CustomEvent('jump-to-decision', { detail: { cycle_number, timestamp } }))

const row = record => html`
  <li class="record">
    <time class="quiet" title=${moment(record.saved_ts_ms)}>${time(record.saved_ts_ms)}</time>
    <span class="cycle">#${shown(record.cycle_number)}</span>
    <strong class="text symbol">${shown(record.symbol)}</strong>
    <span class="text action">${shown(record.action)}
      ${record.order_executed ? html`<span class="small good">executed</span>` : ''}</span>
    <span class="level">${readiness(record.data_readiness) || '–'}</span>
    <span class="small text grow">${record.forced_hold ? html`<span class="warn">forced hold</span> ` : ''}${
      record.hold_semantics ?? ''} <span class="quiet">${record.decision_source ?? ''}</span></span>
    <button class="small" @click=${() => jump(record)}>Jump<span class="visually-hidden"> to decision ${
      shown(record.cycle_number)}</span></button>
    ${raw(record, 'record ' + shown(record.cycle_number))}
  </li>`

define('room-audit', Audit)
