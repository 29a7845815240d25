import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { number, rate } from 'app/format.js'

const SYSTEMS = {
  topic: ['Plain streams', '/inspector?stream=topic:news', 'Anything, from any publisher: append by one request, watch by one line.'],
  room: ['Rooms', '/room', 'A trading agent at work: its decisions, what it says, and a chat with it.'],
  worklog: ['Work logs', '/worklog', 'Agents that make something together, and each line they write meanwhile.'],
  trading: ['Trading', '/trading', 'Models in a trading session: thoughts, trades, and what they own.'],
  project: ['Project chats', '/chat', 'A chat per project: presence, typing, unread marks and history.'],
  console: ['Console', '/console', 'CAN bus frames from devices, hundreds a second, and commands to them.'],
}
const key = encodeURIComponent
const rest = stream => stream.slice(stream.indexOf(':') + 1)

/** The page that shows a stream as its users see it. */
const PAGES = {
  room: id => '/room?id=' + key(id),
  'room-dm': id => '/room?id=' + key(id.split(':')[0]),
  worklog: id => '/worklog?id=' + key(id),
  trading: id => '/trading?id=' + key(id),
  project: id => '/chat?project=' + key(id),
  dongle: id => '/console?target=dongle:' + key(id),
  group: id => '/console?target=group:' + key(id),
}

export const inspect = stream => '/inspector?stream=' + key(stream).replaceAll('%3A', ':')
export const pageOf = stream => PAGES[stream.slice(0, stream.indexOf(':'))]?.(rest(stream)) ?? inspect(stream)

/** One system: what it is, how much goes on, and each of its streams. */
export const system = (row, streams, rates, filtered) => {
  const [title, page, words] = SYSTEMS[row.name] ?? [row.name, '/inspector', '']
  return html`
    <section class="card system" data-system=${row.name} aria-label=${title}>
      <h2><a href=${page}>${title}</a></h2>
      <p class="quiet words">${words}</p>
      <p class="figures"><span><b>${number(row.viewers)}</b> ${row.viewers === 1 ? 'viewer' : 'viewers'}</span>
        <span><b>${number(row.streams)}</b> ${row.streams === 1 ? 'stream' : 'streams'}</span>
        <span><b>${rate(row.events_per_second)}</b> events</span></p>
      <rw-spark class="whole" .values=${rates.get(row.name)} title="Events per second, last two minutes"></rw-spark>
      <div class="scroll" tabindex="0" role="group" aria-label=${'Streams of ' + title}>
        ${streams.length ? table(streams, rates) : html`<p class="empty">${filtered ? 'No stream has that in its name.'
          : 'Nobody watches one, and no event came within a minute.'}</p>`}
      </div>
    </section>`
}

const table = (streams, rates) => html`
  <table>
    <thead><tr><th scope="col">Stream</th><th scope="col" class="number">Viewers</th>
      <th scope="col" class="number">Events</th><th scope="col"><span class="visually-hidden">Last two minutes</span></th>
      <th scope="col"><span class="visually-hidden">Raw</span></th></tr></thead>
    <tbody>${repeat(streams, it => it.stream, it => html`
      <tr data-stream=${it.stream}>
        <td class="name"><a class="text mono" href=${pageOf(it.stream)} title=${it.stream}>${rest(it.stream)}</a></td>
        <td class="number">${number(it.viewers)}</td>
        <td class="number">${rate(it.events_per_second)}</td>
        <td><rw-spark .values=${rates.get(it.stream)}></rw-spark></td>
        <td>${it.stream.endsWith('*') ? html`<span class="quiet small" title="Their names are secrets">private</span>`
          : html`<a class="small" href=${inspect(it.stream)} aria-label=${'Inspect ' + it.stream}>raw</a>`}</td>
      </tr>`)}</tbody>
  </table>`
