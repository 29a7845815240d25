import { html } from 'lit'
import { bytes, number } from 'app/format.js'
import { copy } from 'app/parts.js'
import { user } from 'app/session.js'

/** What can be done to the connection that `page` shows, and what it has come to. */
export const tools = (page, tap) => html`
  <section class="card stack tools" aria-label="The connection">
    <p class="mono small request"><span class="text">GET ${tap.path()}</span>
      <button class="small" @click=${() => copy(curl(tap))}>Copy as curl</button></p>
    <div class="row">
      <button class="main" @click=${() => page.turn()}>${tap.state.name === 'paused' ? 'Resume' : 'Pause'}</button>
      <button ?disabled=${tap.state.name !== 'connected'} @click=${() => tap.drop()}
        title="Closes the connection and goes on, after two seconds, from the position">Drop the connection</button>
      <button @click=${() => page.clear()}>Clear</button>
      <form class="row" @submit=${event => { event.preventDefault(); page.resume(event.target.elements.from.value.trim()) }}>
        <label>Resume from <input class="mono" name="from" size="17" inputmode="numeric" pattern="[0-9]{1,16}" required
          autocomplete="off" placeholder="an id, or 0"></label><button>Go</button></form>
      <label>Read by <select @change=${event => page.show(page.stream, event.target.value === 'own')}>
        <option value="own" ?selected=${page.own}>its own route</option>
        <option value="many" ?selected=${!page.own}>the route for many streams</option></select></label>
    </div>
    <form class="row" @submit=${event => { event.preventDefault(); page.beside(event.target.elements.other.value.trim()) }}>
      <label class="grow other">Beside another node <input class="grow mono" name="other" type="url" .value=${page.other}
        placeholder="http://localhost:8081"></label><button>Compare</button></form>
    ${figures(tap)}
  </section>`

/** The token is the reader's to put in. */
function curl(tap) {
  const path = tap.path(), join = path.includes('?') ? '&' : '?'
  return `curl -N "${location.origin}${path}${user() ? join + 'token=$TOKEN' : ''}"`
}

const figure = (name, value, title = '') => html`<div title=${title}><dt class="quiet small">${name}</dt>
  <dd>${value}</dd></div>`

const figures = ({ position, counts }) => html`<dl class="figures">
  ${figure('Position', html`<span class="mono">${position || '–'}</span>`, 'Where a reconnect goes on')}
  ${figure('Events', number(counts.events))}
  ${figure('Again', number(counts.again), 'Events that had come before: none after a drop')}
  ${figure('Other blocks', number(counts.others), 'Comments, greetings, signals')}
  ${figure('Resets', number(counts.resets))}
  ${figure('Bytes', bytes(counts.bytes))}
  ${figure('Connections', number(counts.connections))}</dl>`

export const notice = ({ refusal, state, position, reason }) => refusal
  ? html`<div class="notice bad" role="alert"><p>The node refused this stream: ${refusal.status}.
    ${refusal.status === 401 ? 'Choose “Sign in” above and paste a token that may read it.' : ''}</p>
    <pre class="text">${refusal.text}</pre></div>`
  : state.name === 'paused' ? html`<p class="notice" role="status">Paused at <span class="mono">${position || '–'}</span>. Resume
    goes on from there, with all that came meanwhile.</p>`
  : reason ? html`<p class="notice text" role="status">${reason} It is opened again by itself, from the position.</p>` : ''
