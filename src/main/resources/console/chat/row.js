import { html, nothing } from 'lit'
import { moment, time } from 'app/format.js'
import { copy, names } from 'app/parts.js'

const PRETTY = 2
const DAY_MS = 86_400_000
const MOST_NAMES = 3

const STATES = {
  sending: () => 'sending…',
  retrying: message => `not sent yet: ${message.reason}. Retry ${message.attempt} of 2…`,
  stored: message => `stored as ${message.storedAs}, not heard yet`,
}

/** One message. `view`: `me`, `open`, `marked`, `readers`, `toggle`. */
export const row = (message, view) => html`
  <div class="head small">
    ${who(message, view.me)}
    <span class="tag" data-type=${message.message_type}>${message.message_type}</span>
    ${message.mode ? html`<span class="tag">${message.mode}</span>` : nothing}
    ${message.target === 'team' ? html`<span class="tag">to the team</span>` : nothing}
    <time datetime=${message.created_at} title=${moment(message.created_at)}>${when(message.created_at)}</time>
    <span class="grow"></span>
    ${message.seq ? html`<span class="quiet mono seq">${message.seq}</span>` : nothing}
    <button class="link" aria-expanded=${view.open ? 'true' : 'false'} @click=${view.toggle}
      aria-label="Raw message of ${message.user_id}, ${time(message.created_at)}">raw</button>
  </div>
  <p class="text body" dir="auto">${message.text}</p>
  ${message.parent_id ? html`<p class="quiet small text">in reply to ${message.parent_id}</p>` : nothing}
  ${message.response_data === undefined || message.response_data === null ? nothing : response(message)}
  ${message.seq ? nothing : html`<p class="small state quiet text">${STATES[message.state](message)}</p>`}
  ${view.open ? raw(message) : nothing}
  ${view.readers ? html`<p class="quiet small text readers">read to here by ${readers(view.readers)}</p>` : nothing}`

/** What an assistant or the system says belongs to a user, but is not his. */
const who = ({ user_id, message_type }, me) => message_type === 'user'
  ? html`<b class="text who" dir="auto">${user_id}</b>
    ${user_id === me ? html`<span class="quiet">you</span>` : nothing}`
  : html`<b class="text who">${message_type}</b>${user_id === message_type ? nothing
    : html`<span class="quiet text">for <bdi>${user_id}</bdi></span>`}`

const when = at => Date.now() - Date.parse(at) < DAY_MS ? time(at) : moment(at)

const readers = all => html`${names(all.slice(0, MOST_NAMES))}${
  all.length > MOST_NAMES ? ` and ${all.length - MOST_NAMES} more` : ''}`

const response = ({ response_data: data, build_id }) => html`
  <details class="small">
    <summary>response_data${data?.type ? html`: <span class="text mono">${data.type}</span>` : ''}${build_id
      ? html` · build <span class="text mono">${build_id}</span>` : ''}</summary>
    <pre class="text">${JSON.stringify(data, null, PRETTY)}</pre>
  </details>`

const raw = message => html`
  <div class="raw small">
    <p class="row quiet"><span>came as <b>${message.source}</b></span>
      <span>id <span class="mono text">${message.id}</span></span>
      <span>client_msg_id <span class="mono text">${message.client_msg_id ?? '–'}</span></span>
      ${message.echo === undefined ? nothing : html`<span>heard ${message.echo} ms after sending</span>`}
      <button class="link" @click=${() => copy(JSON.stringify(message.raw ?? message))}>Copy JSON</button></p>
    <pre class="text">${JSON.stringify(message.raw ?? message, null, PRETTY)}</pre>
  </div>`
