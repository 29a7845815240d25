import { html } from 'lit'

/** What is shown to somebody who has no token, in place of an error. */
export const guest = (what, why = '') => html`
  <section class="card empty stack" data-guest>
    <h2>Sign in to see ${what}</h2>
    ${why ? html`<p class="bad text" role="alert">${why}</p>` : ''}
    <p>Choose “Sign in” above and paste a token. It stays in this tab.</p>
  </section>`
