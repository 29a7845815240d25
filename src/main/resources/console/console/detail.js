import { html } from 'lit'
import { copy } from 'app/parts.js'

/** 1795212345678003 is the entry 1795212345678-3 in Redis. */
const redisId = id => /^\d{4,}$/.test(id) ? `${id.slice(0, -3)}-${Number(id.slice(-3))}` : '–'

/** All of one event. */
export const detail = (entry, stream) => html`<section class="card stack detail" aria-label="Event">
  <div class="row"><h2 class="grow">Event</h2>
    <button ?disabled=${!entry} @click=${() => copy(entry.raw)}>Copy JSON</button></div>
  <div class="scroll" tabindex="0" role="group" aria-label="All of the event">${entry ? html`
    <dl class="mono">
      <div><dt>event</dt><dd>${entry.kind}</dd></div>
      <div><dt>id</dt><dd>${entry.id}</dd></div>
      <div><dt>Redis</dt><dd class="text">rw:{${stream}}:events ${redisId(entry.id)}</dd></div>
      ${entry.kind === 'can_frame' ? html`<div><dt>data</dt><dd>${entry.text}</dd></div>` : ''}
    </dl>
    <pre class="text">${JSON.stringify(entry.data, null, 2)}</pre>`
    : html`<p class="empty">Pick an event in the list, by mouse or arrow keys, to see all of it.</p>`}</div>
</section>`
