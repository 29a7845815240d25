import { html } from 'lit'

const COLOURS = { connected: 'good', reconnecting: 'warn', rate_limited: 'warn', auth_failed: 'bad', closed: 'bad' }

const more = (state, paused) => paused ? ', paused' : {
  connecting: ', connecting',
  reconnecting: `, attempt ${state.attempt}`,
  rate_limited: `, again in ${state.retryAfter} s`,
  auth_failed: `, refused (${state.status})`,
  closed: state.status ? `, refused (${state.status})` : ''
}[state.name] ?? ''

/** Whether a stream is connected, in words. */
export const chip = (state, paused = false) => html`
  <span class="chip" role="status" data-state=${paused ? 'paused' : state.name}>
    <span class="dot ${paused ? 'quiet' : COLOURS[state.name] ?? 'info'}"></span>${
      state.name === 'connected' ? 'Connected' : 'Disconnected' + more(state, paused)}</span>`

const refused = (state, what) => state.status === 404 ? `There is no such ${what}.`
  : state.status === 401 ? 'The session is over: sign in again.'
  : `This ${what} is not yours to watch.`

/** What a reader has to know of a stream that is not live; nothing where it is. `again` tries at once. */
export function trouble(state, what, again) {
  switch (state.name) {
    case 'reconnecting':
      return html`<p class="notice bad row"><span role="alert">Connection lost. Reconnecting...</span>
        <button @click=${again}>Try now</button></p>`
    case 'rate_limited':
      return html`<p class="notice" role="alert">Too many streams are open. It goes on by itself.</p>`
    case 'auth_failed':
    case 'closed':
      return state.reason === 'closed' ? '' : html`<p class="notice bad row">
        <span role="alert">${refused(state, what)}</span> <button @click=${again}>Try again</button></p>`
    default:
      return ''
  }
}

/** Why a list is not there, or is no longer kept up. */
export const missing = (directory, what) => !directory.failure ? '' : html`<p class="notice bad" role="alert">${
  directory.stranger ? 'The session is over: sign in again.'
    : `The list of ${what} is not to be had: ${directory.failure.message}. It is asked for again.`}</p>`

/** For who is not signed in. */
export const stranger = what => html`<section class="card empty stack">
  <h2>Sign in to see ${what}</h2>
  <p>Use <strong>Sign in</strong> at the top of the page, with a token of your identity provider. It stays in this
    tab.</p>
</section>`
