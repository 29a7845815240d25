import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { age, bytes, decimal, moment, number, rate } from 'app/format.js'

const COLOURS = { ready: 'good', starting: 'info', not_delivering: 'bad', draining: 'warn', silent: 'bad' }
const MEANINGS = {
  starting: 'live delivery is not proven yet', ready: 'serves, and live delivery is proven',
  not_delivering: 'was ready and is not', draining: 'is about to end', silent: 'not heard of for six seconds',
}
const ms = value => value === undefined || value === null ? '–' : decimal(value, 1) + ' ms'

const state = node => html`
  <span class="chip" data-health=${node.state} title=${MEANINGS[node.state] ?? ''}><span
    class="dot ${COLOURS[node.state] ?? 'quiet'}"></span>${node.state.replaceAll('_', ' ')}</span>
  <span class="quiet small text">${[node.reason, node.draining && node.state !== 'draining' && 'draining',
    !node.leased && 'what it holds no longer counts'].filter(Boolean).join(', ')}</span>`

/** Each node of the cluster, by its own words. */
export const nodes = rows => html`
  <section class="card stack nodes">
    <h2>Nodes</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Nodes of the cluster">
      <table>
        <thead><tr><th scope="col">Node</th><th scope="col">State</th>
          ${['Viewers', 'Connections', 'Appends', 'Deliveries', 'CPU cores', 'Heap', 'Rings', 'Feeds', 'To Redis', 'Up', 'Heard']
            .map(name => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
        <tbody>${repeat(rows, it => it.node, it => html`
          <tr data-node=${it.node}>
            <td><span class="mono">${it.node}</span><br><span class="quiet small text">${it.address} · ${it.version}</span></td>
            <td>${state(it)}</td>
            ${[number(it.viewers), number(it.connections), rate(it.appends_per_second), rate(it.deliveries_per_second),
              decimal(it.cpu_cores), bytes(it.heap_used), bytes(it.ring_bytes), number(it.feeds), ms(it.redis_round_trip_ms)]
              .map(figure => html`<td class="number">${figure}</td>`)}
            <td class="number" title=${moment(it.started_at)}>${age(it.started_at)}</td>
            <td class="number">${decimal(it.age_ms / 1000, 1)} s ago</td>
          </tr>`)}</tbody>
      </table>
      ${rows.length ? '' : html`<p class="empty">No node has told of itself yet. They do every two seconds.</p>`}
    </div>
  </section>`

/** Redis, as the node asked sees it. */
export const redis = it => html`
  <section class="card stack redis">
    <h2>Redis</h2>
    <div class="row">
      <span class="chip" data-redis=${it.state}><span class="dot ${it.state === 'up' ? 'good' : 'bad'}"></span>${it.state}</span>
      <span class="quiet small">${it.state === 'up' ? 'the only state that nodes share'
        : 'nodes and streams are shown as they were last known'}</span>
    </div>
    <dl>
      ${[['Version', it.version ?? '–'], ['Round trip', ms(it.round_trip_ms)],
        ['Memory', bytes(it.used_memory) + (it.max_memory ? ' of ' + bytes(it.max_memory) : '')],
        ['Clients', number(it.clients)], ['Commands', rate(it.commands_per_second)]]
        .map(([name, value]) => html`<div><dt class="quiet small">${name}</dt><dd>${value}</dd></div>`)}
    </dl>
  </section>`
