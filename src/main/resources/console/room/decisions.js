import { html, nothing } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { Element, define } from 'app/element.js'
import { decimal, moment, number, time } from 'app/format.js'
import { toast } from 'app/toasts.js'
import { raw, readiness, shown } from './raw.js'

const MARKED_MS = 1800

/** The decisions as cards, newest first. Goes to one when the window is sent `jump-to-decision`. */
class Decisions extends Element {
  static properties = {
    decisions: { attribute: false }, more: { attribute: false }, failure: {}, marked: { state: true }
  }

  connectedCallback() {
    super.connectedCallback()
    const jump = event => this.jump(event.detail ?? {})
    addEventListener('jump-to-decision', jump)
    this.onLeave(() => removeEventListener('jump-to-decision', jump))
    this.onLeave(() => clearTimeout(this.unmark))
  }

  async jump(wanted) {
    const found = find(this.decisions, wanted) ?? await this.findOlder(wanted)
    if (!found) return toast('info', 'That decision is not among the last 100.')
    clearTimeout(this.unmark)
    this.marked = found.key
    this.unmark = setTimeout(() => { this.marked = undefined }, MARKED_MS)
    await this.updateComplete
    const card = this.querySelector('.marked')
    card.scrollIntoView({ block: 'center' })
    card.focus({ preventScroll: true })
  }

  async findOlder(wanted) {
    this.decisions = await this.more().catch(() => this.decisions) // then it is not found either
    return find(this.decisions, wanted)
  }

  render() {
    const decisions = this.decisions ?? []
    return html`
      <section class="card panel">
        <div class="row"><h2 class="grow">Decisions</h2>
          <span class="small quiet">${decisions.length} shown, newest first</span></div>
        <div class="body scroll" tabindex="0" role="region" aria-label="Decisions">
          ${decisions.length ? html`<ol>${repeat(decisions, it => it.key, it =>
            guard([it, it.key === this.marked], () => card(it, it.key === this.marked)))}</ol>`
          : html`<p class="empty">No decision yet. They appear when the agent makes them.</p>`}
        </div>
        <p class="status small bad" role="status">${this.failure}</p>
      </section>`
  }
}

/** By cycle where there is one, else by time. */
function find(decisions, { cycle_number: cycle, timestamp }) {
  const byCycle = cycle ?? undefined, when = Date.parse(timestamp)
  const isThen = it => timestamp && (it.timestamp === timestamp || Date.parse(it.timestamp) === when)
  return decisions.find(({ decision }) => byCycle !== undefined && decision.cycle_number === byCycle)
    ?? decisions.find(({ decision }) => isThen(decision))
}

const card = ({ decision, meta }, marked) => html`
  <li class="decision ${marked ? 'marked' : ''}" tabindex="-1" aria-current=${marked ? 'true' : nothing}
    data-cycle=${decision.cycle_number ?? nothing}>
    <div class="row">
      <h3>#${shown(decision.cycle_number)}</h3>
      <time class="small quiet" datetime=${shown(decision.timestamp)} title=${moment(decision.timestamp)}>${
        time(decision.timestamp)}</time>
      <span class="small quiet text">${shown(decision.decision_source)}</span>
      ${readiness(meta?.data_readiness)}
      ${meta?.forced_hold ? html`<span class="chip"><span class="dot warn"></span>forced hold</span>` : ''}
      ${decision.success === false ? html`<span class="chip"><span class="dot bad"></span>failed</span>` : ''}
    </div>
    <ul>${orders(decision).map(order)}</ul>
    ${decision.cot_trace ? html`<p class="small text">${shown(decision.cot_trace)}</p>` : ''}
    ${decision.error_message ? html`<p class="small bad text">${shown(decision.error_message)}</p>` : ''}
    ${(decision.execution_log ?? []).map(line => html`<p class="small quiet mono text">${shown(line)}</p>`)}
    ${raw({ decision, decision_meta: meta ?? null }, `decision ${shown(decision.cycle_number)}`)}
  </li>`

const orders = decision => Array.isArray(decision.decisions) ? decision.decisions.filter(it => it !== null) : []

const order = it => html`
  <li class="text"><strong><bdi>${shown(it.action)}</bdi> <bdi>${shown(it.symbol)}</bdi></strong>
    ${it.quantity ? html`${number(it.quantity)} at ${decimal(it.price)}` : ''}
    ${it.executed ? html`<span class="small good">executed</span>` : ''}
    ${it.success === false ? html`<span class="small bad">refused</span>` : ''}
    ${it.confidence === undefined ? '' : html`<span class="small quiet">confidence ${shown(it.confidence)}</span>`}
    ${it.reasoning ? html`<bdi class="small">${shown(it.reasoning)}</bdi>` : ''}</li>`

define('room-decisions', Decisions)
