import { html } from 'lit'
import { age, bytes, time } from 'app/format.js'
import { instant, redisId } from './frames.js'
import { KINDS, VERDICTS } from './words.js'

export const ROW_PX = 50

const shown = row => (row.payload ?? row.comments.join(' ')).slice(0, 300)
const idOf = row => row.eventId ?? row.id
const aged = (id, now) => id ? age(instant(id), now) : ''

/** A frame in the list, in two lines: what it is, and what it says. */
export const frameRow = (row, { picked, pick, prev, now }) => row.mark
  ? html`<div class="entry mark" role="option" aria-selected="false" id="entry-${row.number}"><span class="mono"
    >${time(row.at)}</span> <span class="text">${row.mark}</span></div>`
  : html`
    <div class="entry ${picked ? 'picked' : ''}" role="option" id="entry-${row.number}" data-kind=${row.kind}
      aria-selected=${String(picked)} @click=${() => pick(row)}
      @pointerdown=${event => event.pointerType === 'mouse' && pick(row)}>
      <span class="mono at">${time(row.at)}</span>
      <span class="name text">${row.name || KINDS[row.kind][0]}${row.again ? html` <span class="warn">again</span>` : ''}</span>
      <span class="mono id">${idOf(row) ?? ''}</span>
      <span class="mono redis quiet">${row.eventId ? redisId(row.eventId) : ''}</span>
      <span class="mono prev quiet">${prev === undefined ? '' : '← ' + prev}</span>
      <span class="age quiet">${aged(row.eventId, now)}</span>
      <span class="bytes quiet">${bytes(row.bytes)}</span>
      <span class="mono data text">${shown(row)}</span>
    </div>`

const side = (label, frame) => html`
  <span class="side">${frame ? html`<span class="mono id">${frame.eventId}</span>
    <span class="quiet small text">${frame.name} · ${bytes(frame.bytes)} · ${time(frame.at)}</span>`
    : html`<span class="quiet small">not ${label} yet</span>`}</span>`

/** One id on both nodes. */
export const pairRow = (row, { picked, pick }) => {
  const [sign, word] = VERDICTS[row.verdict]
  return html`
    <div class="entry pair ${picked ? 'picked' : ''}" role="option" id="entry-${row.id}" data-verdict=${row.verdict}
      aria-selected=${String(picked)} @click=${() => pick(row)}
      @pointerdown=${event => event.pointerType === 'mouse' && pick(row)}>
      ${side('here', row.a)}
      <span class="verdict"><span aria-hidden="true">${sign}</span><span class="small">${word}</span></span>
      ${side('there', row.b)}
    </div>`
}
