import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { decimal, moment, money, number, percent, time } from 'app/format.js'
import { valueChart } from './chart.js'
import { badge, gain, sign, status, tile } from './models.js'

const SESSION = { base_model: 'demo', start_date: '2026-01-05', end_date: '2026-01-09' }

const table = (caption, heads, rows, empty) => html`
  <div class="scroll" tabindex="0" role="region" aria-label=${caption}><table><caption>${caption}</caption>
    <thead><tr>${heads.map(([name, kind]) => html`<th class=${kind ?? ''}>${name}</th>`)}</tr></thead>
    <tbody>${rows.length ? rows : html`<tr><td class="quiet" colspan=${heads.length}>${empty}</td></tr>`}</tbody>
  </table></div>`

/** All that is known of one model, and its start and stop. Tells `start` and `stop`. */
class Detail extends Element {
  static properties = {
    model: { attribute: false }, word: {}, live: { type: Boolean }, session: { attribute: false },
    latest: { attribute: false }, worth: { attribute: false }, detail: { attribute: false }, failure: {},
    busy: { type: Boolean }
  }

  get runs() { return this.word === 'running' || this.word === 'initializing' }

  start(event) {
    event.preventDefault()
    const session = Object.fromEntries(new FormData(event.target))
    this.dispatchEvent(new CustomEvent('start', { detail: session }))
  }

  render() {
    const { model, session } = this
    return html`
      <section class="card stack detail" aria-label="The chosen model">
        <div class="row"><h2 class="text grow">${model.name}</h2>${badge(this.live)}${status(this.word)}</div>
        <p class="quiet small text">id ${model.id} · ${model.signature} · made ${moment(model.created_at)}</p>
        <p class="quiet small text">${session?.started_at ? html`Session of <bdi>${session.basemodel}</bdi>,
          ${session.start_date} to ${session.end_date}, begun ${moment(session.started_at)}` : 'No session yet.'}</p>
        ${session?.error ? html`<p class="notice bad text">${session.error}</p>` : ''}
        ${this.controls()}
        ${this.figures()}
        ${this.chart()}
        <div class="columns">${this.positions()}${this.trades()}</div>
        ${this.sessions()}
      </section>`
  }

  controls() {
    const last = { ...SESSION, ...this.session?.basemodel ? { base_model: this.session.basemodel,
      start_date: this.session.start_date, end_date: this.session.end_date } : {} }
    return html`<form class="row" @submit=${this.start}>
      <label>Base model <input name="base_model" required size="10" .defaultValue=${last.base_model}></label>
      <label>From <input name="start_date" type="date" required .defaultValue=${last.start_date}></label>
      <label>To <input name="end_date" type="date" required .defaultValue=${last.end_date}></label>
      <button class="main" ?disabled=${this.runs || this.busy}>Start</button>
      <button type="button" ?disabled=${!this.runs || this.busy}
        @click=${() => this.dispatchEvent(new CustomEvent('stop'))}>Stop</button>
      <span class="bad small text" role="alert">${this.failure}</span></form>`
  }

  figures() {
    const { metrics = {} } = this.detail.performance ?? {}, { worth } = this
    return html`<dl class="tiles">
      ${tile('Started with', money(this.model.initial_cash))}${tile('Value', money(worth.value))}
      ${tile('P/L', gain(worth.gain), sign(worth.gain))}${tile('Return', percent(worth.percent), sign(worth.gain))}
      ${tile('Deepest fall', percent(-100 * metrics.max_drawdown || 0))}
      ${tile('Trades', number(metrics.total_trades))}</dl>`
  }

  chart() {
    const series = [...this.detail.series ?? []].map(([at, value]) => [Date.parse(at) / 1000, value])
      .sort((a, b) => a[0] - b[0])
    const values = series.map(it => it[1])
    const label = 'Value over time: ' + (values.length ? `${values.length} points, ${money(Math.min(...values))} to `
      + `${money(Math.max(...values))}, now ${money(values.at(-1))}` : 'no trades yet')
    return html`<div class="stack tight"><h3>Value, live</h3><rw-trading-chart .make=${valueChart}
      .data=${[series.map(it => it[0]), values]} .label=${label}></rw-trading-chart></div>`
  }

  positions() {
    const { positions = {}, cash = 0, stocks_value: stocks = 0 } = this.latest ?? {}
    return table('Positions', [['Symbol'], ['Amount', 'number']], [
      ...Object.entries(positions).map(([symbol, amount]) => html`<tr><td class="text">${symbol}</td>
        <td class="number">${number(amount)}</td></tr>`),
      ...this.worth.value === undefined ? [] : [html`<tr class="quiet"><td>Cash, and stocks</td>
        <td class="number">${money(cash)}, ${money(stocks)}</td></tr>`],
    ], 'No trades yet.')
  }

  trades() {
    return table('Recent trades', [['Time'], ['Trade'], ['Price', 'number'], ['Value after', 'number']],
      (this.detail.trades ?? []).map(it => html`<tr><td>${time(it.timestamp)}</td>
        <td class="text"><bdi>${it.action}</bdi> ${it.amount} <bdi>${it.symbol}</bdi></td>
        <td class="number">${decimal(it.price)}</td>
        <td class="number">${money(it.total_value)}</td></tr>`), 'No trades yet.')
  }

  sessions() {
    const heads = [['Run', 'number'], ['Status'], ['Started'], ['Ended'], ['Trades', 'number'], ['Value', 'number']]
    return table('Runs', heads, (this.detail.runs ?? []).map(it => html`<tr>
        <td class="number">${it.run_number}</td><td>${it.status}</td><td>${moment(it.started_at)}</td>
        <td>${moment(it.ended_at)}</td><td class="number">${number(it.trades)}</td>
        <td class="number">${money(it.final_value)}</td></tr>`), 'No runs yet.')
  }
}

define('trading-detail', Detail)
