import { html } from 'lit'
import { moment, number } from 'app/format.js'
import { copy } from 'app/parts.js'
import { instant, redisId } from './frames.js'
import { FIELDS, KINDS } from './words.js'

/** What the kinds of blocks are, where none is looked at. */
export const legend = () => html`
  <section class="card stack legend" aria-label="What comes">
    <h2>What comes over the wire</h2>
    <p class="small">A stream is one HTTP answer that never ends: blocks of text with an empty line between. Pick one to see its
      bytes and what each field is for.</p>
    <dl>${Object.values(KINDS).map(([name, words]) => html`<dt><code>${name}</code></dt><dd class="small">${words}</dd>`)}</dl>
  </section>`

const field = (name, value, words, more = '') => html`
  <dt>${name}</dt><dd><span class="mono value">${value}</span>${more}<span class="quiet small">${words}</span></dd>`

const pretty = text => { try { return JSON.stringify(JSON.parse(text), null, 2) } catch { return text } }

/** One frame, as it came, and what each part of it says. `before` is whether the event before it is in the list. */
export const detail = (frame, { stream, prev, before, resume }) => {
  const [kind, words] = KINDS[frame.kind], id = frame.eventId
  return html`
    <section class="card stack detail" aria-label="One frame">
      <div class="row"><h2 class="grow text">${frame.name || kind}</h2>
        ${frame.id === undefined ? '' : html`<button @click=${() => resume(frame.id)}>Resume from here</button>`}
        <button @click=${() => copy(frame.text)}>Copy bytes</button></div>
      <p class="small"><b>${kind}</b>: ${words}</p>
      <pre class="raw scroll" tabindex="0" role="group" aria-label="The block as it came">${frame.text.split('\n').slice(0, -1)
        .map(line => html`<span>${line}</span><span class="quiet" aria-hidden="true">␊</span>${'\n'}`)}</pre>
      <dl>
        ${id === undefined ? '' : html`
          ${field('id', id, FIELDS.id)}
          ${field('Redis id', redisId(id), '', entry(stream, id))}
          ${field('prev', prev ?? 'not told', prev === undefined ? 'Frames do not carry it. The history of plain streams tells it;'
            + ' this one is not to be had there.' : FIELDS.prev,
            before === undefined ? '' : html` <span class=${before ? 'good' : 'quiet'}>${before ? 'the event before it is here too'
              : 'that one is not in this list'}</span>`)}
          ${field('time', moment(instant(id)), FIELDS.delay, html` <span class="mono">${number(frame.at - instant(id))} ms</span>`)}`}
        ${frame.retry ? field('retry', frame.retry + ' ms', KINDS.retry[1]) : ''}
        ${field('bytes', number(frame.bytes), FIELDS.bytes)}
      </dl>
      ${frame.payload === undefined ? '' : html`<details><summary>data, laid out</summary>
        <pre class="text scroll laid" tabindex="0" role="group" aria-label="Data">${pretty(frame.payload)}</pre></details>`}
    </section>`
}

const entry = (stream, id) => {
  const command = `XRANGE rw:{${stream}}:events ${redisId(id)} + COUNT 1`
  return html` <button class="small" @click=${() => copy(command)} aria-label="Copy the command for redis-cli">Copy</button>
    <span class="quiet small">${FIELDS.redis}</span> <code class="text">${command}</code>`
}
