import { html } from 'lit'
import { asked, keep } from 'app/address.js'
import { KINDS, bareId } from './event.js'

const DIRECTIONS = { rx: 'RX', tx: 'TX' }
const KNOWN = [...Object.keys(KINDS), ...Object.keys(DIRECTIONS)]

/** `hidden` has kinds of events, and directions of frames. */
export const asAsked = () => ({
  hidden: new Set(asked('hide').split(',').filter(name => KNOWN.includes(name))), text: asked('q'), canId: asked('can')
})

export const none = () => ({ hidden: new Set(), text: '', canId: '' })

export const inAddress = filters => keep({ hide: [...filters.hidden].join(), q: filters.text, can: filters.canId })

export const active = ({ hidden, text, canId }) => hidden.size > 0 || text.trim() !== '' || bareId(canId) !== ''

/** What has no CAN id does not match one. */
export function matcher({ hidden, text, canId }) {
  const words = text.trim().toLowerCase(), id = bareId(canId)
  return entry => !hidden.has(entry.kind) && !hidden.has(entry.direction) && (!id || entry.canId.includes(id))
    && (!words || entry.has(words))
}

function toggled(filters, name) {
  const hidden = new Set(filters.hidden)
  if (!hidden.delete(name)) hidden.add(name)
  return { ...filters, hidden }
}

/** `group`: whether directions are those between two dongles. */
export function form(filters, group, change) {
  const box = (name, label) => html`<label><input type="checkbox" .checked=${!filters.hidden.has(name)}
    @change=${() => change(toggled(filters, name))}>${label}</label>`
  return html`<form class="filters" role="search" aria-label="Filters" @submit=${event => event.preventDefault()}>
    <fieldset class="row"><legend class="visually-hidden">Show</legend>
      ${Object.entries(KINDS).map(([kind, label]) => box(kind, label))}
      ${Object.entries(DIRECTIONS).map(([name, label]) => box(name, group
        ? `${label} (${name === 'tx' ? 'A→B' : 'B→A'})` : label))}
    </fieldset>
    <div class="row">
      <label>CAN id <input type="search" size="8" placeholder="0x1A0" spellcheck="false" autocomplete="off"
        .value=${filters.canId} @input=${event => change({ ...filters, canId: event.target.value })}></label>
      <label class="grow">Text <input class="grow" type="search" size="10" placeholder="anywhere in an event"
        spellcheck="false" autocomplete="off" .value=${filters.text}
        @input=${event => change({ ...filters, text: event.target.value })}></label>
      <span class="hint small">${active(filters) ? html`<strong>Filters active</strong>
        <button type="button" @click=${() => change(none())}>Show all</button>`
        : html`<span class="quiet">No filters</span>`}</span>
    </div>
  </form>`
}
