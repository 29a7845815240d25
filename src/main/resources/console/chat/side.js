import { html, nothing } from 'lit'
import { number, time } from 'app/format.js'
import { SIGNALS } from './talk.js'

/** Who is there. What was right when the stream was last live is marked as such. */
export const people = ({ people, reading, talk, user }) => html`
  <section class="card stack people ${people.stale ? 'stale' : ''}" aria-labelledby="rw-chat-people">
    <h2 id="rw-chat-people">People${people.stale
      ? html` <span class="warn small">as of ${time(people.stale)}</span>` : nothing}</h2>
    <ul class="scroll" tabindex="0" aria-label="People">${everybody(people, reading).map(([id, person]) => html`
      <li data-user=${id}>
        <span class="dot ${person.online ? 'good' : 'quiet'}"></span>
        <span class="text who" dir="auto">${id}</span>
        <span class="small quiet">${id === user ? 'you, ' : ''}${doing(person)}</span>
        <span class="small quiet grow read">${id === user ? nothing : read(reading.others.get(id), talk)}</span>
      </li>`)}</ul>
  </section>`

const everybody = (people, reading) => [...new Map([
  ...[...reading.others.keys()].map(id => [id, { online: false }]), ...people.users])]
  .sort(([a, left], [b, right]) => Boolean(right.online) - Boolean(left.online) || (a < b ? -1 : 1))

const doing = person => person.typing ? 'typing…' : person.online ? person.activity || 'here'
  : person.seen ? 'left ' + time(person.seen) : 'away'

function read(seq, talk) {
  if (!seq) return 'has read nothing'
  const behind = talk.list.filter(message => message.seq > seq).length
  return !behind ? 'has read all' : seq < talk.oldest ? `over ${number(behind)} unread` : `${number(behind)} unread`
}

/** Where the stream is: what one wants to know when something seems wrong. */
export const stream = ({ talk, instance, echo }) => html`
  <section class="card stack facts" aria-labelledby="rw-chat-stream">
    <h2 id="rw-chat-stream">Stream</h2>
    <dl class="small">
      ${fact('Connection', talk.connection?.id)}
      ${fact('This page is', instance)}
      ${fact('Began after', talk.connection?.from)}
      ${fact('Replayed', talk.connection && number(talk.connection.replayed))}
      ${fact('This tab is at', talk.position)}
      ${fact('Other tabs are at', talk.shared)}
      ${fact('Own message heard after', echo === undefined ? undefined : `${number(echo)} ms`)}
      ${fact('Retained when opened', talk.total === undefined ? undefined : `${number(talk.total)} messages`)}
    </dl>
  </section>`

const fact = (name, value) => html`
  <dt class="quiet">${name}</dt><dd class="mono text">${value === undefined || value === '' ? '–' : value}</dd>`

/** What could not be sent: the list shows it no more, but it is not lost. */
export const unsent = sender => !sender.unsent.length ? nothing : html`
  <ul class="unsent scroll" aria-label="Not sent">${sender.unsent.map(message => html`
    <li class="row small"><span class="grow"><span class="text said" dir="auto">${message.text}</span>
        <span class="bad text" role="alert">Not sent: ${message.reason}</span></span>
      <button @click=${() => sender.again(message)}>Send again</button>
      <button @click=${() => sender.discard(message)}>Discard</button></li>`)}</ul>`

/** Events that nobody keeps. */
export const signals = ({ signals }) => html`
  <section class="card stack signals" aria-labelledby="rw-chat-signals">
    <h2 id="rw-chat-signals">Signals</h2>
    <ol class="scroll small" tabindex="0" aria-label="Signals">
      ${signals.length ? nothing : html`<li class="quiet">Of the events that are not kept, these show here when a
        service sends them: ${SIGNALS.map(name => html`<code>${name}</code> `)}</li>`}
      ${signals.map(({ name, at, data }) => html`
        <li><span class="row"><b class="mono">${name}</b><span class="quiet">${time(at)}</span></span>
          <pre class="text">${JSON.stringify(data)}</pre></li>`)}</ol>
  </section>`
