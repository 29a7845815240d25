import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { decimal, number, percent, time } from 'app/format.js'
import { raw, readiness, shown } from './raw.js'

const digits = value => typeof value === 'number' ? decimal(value) : shown(value)
const share = value => typeof value === 'number' ? percent(value) : shown(value)
const count = value => typeof value === 'number' ? number(value) : shown(value)
const turn = value => value > 0 ? 'good' : value < 0 ? 'bad' : ''

/** What the room's last packet says. */
class Packet extends Element {
  static properties = { packet: { attribute: false }, at: {}, stale: {}, failure: {} }

  render() {
    return html`
      <section class="card panel">
        <div class="row">
          <h2 class="grow">Packet</h2>
          ${this.stale ? html`<span class="chip"><span class="dot warn"></span>stale</span>` : ''}
          ${this.packet ? html`<span class="small quiet" data-of="packet-time">came ${time(this.at)}</span>` : ''}
        </div>
        <div class="body scroll stack" tabindex="0" role="region" aria-label="Packet">
          ${this.packet ? this.whole(this.packet) : html`<p class="empty">Waiting for the first packet …</p>`}
        </div>
        <p class="status small bad" role="status">${this.failure}</p>
      </section>`
  }

  whole(packet) {
    return html`${this.trader(packet)}${this.account(packet)}${this.positions(packet)}${this.context(packet)}`
  }

  trader(packet) {
    const { trader, status, thinking_symbol_live: symbol } = packet
    return html`
      <div class="row" data-of="trader">
        <strong class="text">${shown(trader.trader_name)}</strong><code class="text">${shown(trader.trader_id)}</code>
        <span class="chip"><span class="dot ${trader.is_running ? 'good' : 'quiet'}"></span>
          ${trader.is_running ? 'running' : 'stopped'}</span>
        <span class="small quiet text"><bdi>${shown(status.ai_model)}</bdi> on <bdi>${
          shown(trader.exchange_id)}</bdi></span>
        ${symbol ? html`<span class="small">thinks of <strong class="text">${shown(symbol)}</strong></span>` : ''}
        ${raw(packet, 'the packet')}
      </div>`
  }

  account({ account, status }) {
    const facts = [
      ['Equity', digits(account.total_equity)], ['Wallet', digits(account.wallet_balance)],
      ['Available', digits(account.available_balance)], ['Initial', digits(account.initial_balance)],
      ['P/L', digits(account.total_pnl), account.total_pnl],
      ['P/L %', share(account.total_pnl_pct), account.total_pnl_pct],
      ['Unrealized', digits(account.unrealized_profit), account.unrealized_profit],
      ['Today', digits(account.daily_pnl), account.daily_pnl],
      ['Margin', digits(account.margin_used)], ['Margin %', share(account.margin_used_pct)],
      ['Positions', count(account.position_count)], ['Calls', count(status.call_count)],
      ['Runs for', count(status.runtime_minutes) + ' min'], ['Scans each', shown(status.scan_interval)]
    ]
    return html`<dl data-of="account">${facts.map(([name, value, sign]) => html`
      <div><dt>${name}</dt><dd class="text ${turn(sign)}">${value}</dd></div>`)}</dl>`
  }

  positions({ positions }) {
    if (!positions.length) return html`<p class="quiet small">No open positions.</p>`
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Positions">
        <table data-of="positions">
          <thead><tr><th>Symbol</th><th>Side</th><th class="number">Quantity</th><th class="number">Entry</th>
            <th class="number">Mark</th><th class="number">P/L</th><th class="number">P/L %</th>
            <th class="number">Leverage</th></tr></thead>
          <tbody>${positions.map(it => html`<tr>
            <th scope="row" class="text">${shown(it.symbol)}</th><td>${shown(it.side)}</td>
            <td class="number">${shown(it.quantity)}</td><td class="number">${digits(it.entry_price)}</td>
            <td class="number">${digits(it.mark_price)}</td>
            <td class="number ${turn(it.unrealized_pnl)}">${digits(it.unrealized_pnl)}</td>
            <td class="number">${share(it.unrealized_pnl_pct)}</td><td class="number">${shown(it.leverage)}</td></tr>`)}
          </tbody>
        </table>
      </div>`
  }

  context({ room_context: context, market_overview: overview, market_breadth: breadth, news_digest: news, status }) {
    const gate = Object.keys(status.market_gate ?? {}).length ? status.market_gate : undefined
    const titles = Array.isArray(context.news_digest_titles) ? context.news_digest_titles : []
    return html`
      <dl class="lines" data-of="context">
        <div><dt>Readiness</dt><dd>${readiness(context.data_readiness) || '–'}
          ${context.data_readiness?.reasons?.length ? html`<span class="small text">${
            shown(context.data_readiness.reasons)}</span>` : ''}</dd></div>
        <div><dt>Market</dt><dd class="text"><bdi>${shown(context.market_overview_brief)}</bdi>${source(overview)}</dd></div>
        <div><dt>Breadth</dt><dd class="text"><bdi>${shown(breadth?.summary)}</bdi>${source(breadth)}</dd></div>
        <div><dt>Gate</dt><dd class="text">${shown(gate)}</dd></div>
        <div><dt>News</dt><dd>${titles.length ? '' : '–'}
          <ul>${titles.map(it => html`<li class="text">${shown(it)}</li>`)}</ul>${source(news)}</dd></div>
      </dl>`
  }
}

const source = part => part?.source_kind ? html` <span class="small quiet text">(<bdi>${
  shown(part.source_kind)}</bdi>, <bdi>${shown(part.status)}</bdi>)</span>` : ''

define('room-packet', Packet)
