import { html } from 'lit'
import { backlog, side } from './event.js'

const COLOURS = { ACTIVE: 'good', DEGRADED: 'warn', INACTIVE: 'quiet' }
const WORDS = { ACTIVE: 'Active', INACTIVE: 'Inactive' }

const words = group => WORDS[group.mode]
  ?? 'Degraded' + (group.offline_side ? ` (${side(group.offline_side)} offline)` : '')

/** What the relay of a group does. */
export const mode = group => html`<span class="chip mode" data-mode=${group.mode}>
  <span class="dot ${COLOURS[group.mode] ?? 'quiet'}"></span>${words(group)}</span>`

/** How many frames wait for either side. */
export const buffers = group => html`<span class="buffers mono">Buffer ${backlog(group)}</span>`
