import { html } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { asked, entitle, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { time } from 'app/format.js'
import { chip } from 'app/parts.js'
import { LiveRoom, rooms } from '../room/live.js'
import { handleOf, reasonOf } from '../room/messages.js'
import { nickname, rename } from '../room/viewer.js'
import '../room/audit.js'
import '../room/chat.js'
import '../room/decisions.js'
import '../room/packet.js'

const LIST_AGAIN_MS = 5000

/** A room as its viewers have it: what its agent has, decides and says, and what they say. */
class Room extends Element {
  static properties = { rooms: { state: true }, failure: { state: true } }

  connectedCallback() {
    super.connectedCallback()
    this.onLeave(() => { this.live?.close(); clearTimeout(this.again) })
    if (asked('id')) this.show(asked('id'))
    this.list()
  }

  /** Asks which rooms there are, and again later while there is none to show. */
  async list() {
    try {
      this.rooms = await rooms()
      this.failure = ''
      const first = this.rooms.find(it => it.status === 'running') ?? this.rooms[0]
      if (!this.live && first) this.show(first.agent_id)
    } catch (failure) {
      this.failure = reasonOf(failure)
    }
    if (!this.live || this.failure) this.again = setTimeout(() => this.list(), LIST_AGAIN_MS)
  }

  show(id) {
    if (id === this.live?.id) return
    this.live?.close()
    this.live = new LiveRoom(id, () => this.soon())
    this.live.open()
    keep({ id })
    entitle('Room ' + id)
    this.requestUpdate()
  }

  get agent() {
    return this.live?.packet?.trader.trader_name ?? this.record?.agent_name ?? 'agent'
  }

  get record() { return this.rooms?.find(it => it.agent_id === this.live?.id) }

  updated() {
    if (this.live) entitle(this.agent === 'agent' ? `Room ${this.live.id}` : `Room ${this.live.id} · ${this.agent}`)
  }

  render() {
    return html`
      <div class="row head">
        <h1 class="grow text">Room${this.live && this.agent !== 'agent' ? html` of <bdi>${this.agent}</bdi>` : ''}</h1>
        ${this.selector()}
        <label>Your name <input size="12" maxlength="24" .value=${nickname()} autocomplete="nickname"
          @change=${event => { rename(event.target.value); event.target.value = nickname() }}></label>
        ${this.live ? chip(stateOf(this.live), this.live.last) : ''}
      </div>
      ${this.live ? this.room(this.live) : this.noRoom()}`
  }

  selector() {
    const all = this.rooms ?? [], id = this.live?.id ?? ''
    const known = all.some(it => it.agent_id === id)
    return html`
      <label>Room <select @focus=${() => this.list()} @change=${event => this.show(event.target.value)}>
        ${known ? '' : html`<option value=${id} selected>${id || '–'}</option>`}
        ${all.map(it => html`<option value=${it.agent_id} ?selected=${it.agent_id === id}>
          ${it.agent_id} · ${it.agent_name}${it.status === 'running' ? '' : ' (stopped)'}</option>`)}</select></label>`
  }

  noRoom() {
    if (this.failure) return html`<p class="notice bad" role="status">The rooms could not be listed: ${this.failure}
      It is tried again every 5 s.</p>`
    if (!this.rooms) return html`<p class="empty">Loading …</p>`
    return html`
      <div class="card stack"><p>No agent is registered, so there is no room yet. This opens one:</p>
        <pre>curl -X POST ${location.origin}/api/agents/my_agent/register -H 'x-control-token: …' \\
  -H 'Content-Type: application/json' -d '{"agent_name":"My agent"}'</pre></div>`
  }

  room(live) {
    return html`
      <p class="at row small"><span class="quiet mono">stream position ${live.position || '–'}</span>
        <button ?hidden=${['connecting', 'connected'].includes(live.state.name)} @click=${() => live.reconnect()}>
          Connect now</button></p>
      ${this.notices(live)}
      ${live.missing && !live.packet ? '' : keyed(live.id, this.panels(live))}`
  }

  panels(live) {
    return html`
      <div class="grid">
        <rw-room-packet .packet=${live.packet} .at=${live.packetAt} .stale=${live.stale}
          .failure=${live.asking.failures.packet ?? ''}></rw-room-packet>
        <rw-room-chat class="public" name="public" heading="Public chat" hint="everybody reads it, @agent answers"
          label="Write to everybody" nothing="Nobody has said anything yet." .agent=${this.agent}
          .messages=${live.publicChat} .loadedAt=${live.asking.loadedAt.public} .failure=${live.asking.failures.public}
          .say=${live.sayInPublic}></rw-room-chat>
        <rw-room-decisions .decisions=${live.decisions} .failure=${live.asking.failures.decisions ?? ''}
          .more=${live.loadMoreDecisions}></rw-room-decisions>
        <rw-room-chat class="private" name="private" heading="Private chat" hint="you and the agent"
          label="Write to the agent alone" nothing="Only you and the agent can read what is said here."
          .agent=${this.agent} .messages=${live.privateChat} .loadedAt=${live.asking.loadedAt.private}
          .failure=${live.asking.failures.private} .say=${live.sayInPrivate}></rw-room-chat>
        <rw-room-audit .room=${live.id} .lastDay=${this.lastDay}></rw-room-audit>
      </div>`
  }

  /** The newest record's day; before there is one, the day that it is where the agent trades. */
  get lastDay() {
    const { packet } = this.live
    if (!packet || !this.rooms) return ''
    return packet.decision_audit_preview?.day_key ?? today(this.record?.time_zone)
  }

  notices(live) {
    const { reset, state } = live
    return html`
      ${live.missing ? html`<p class="notice bad" role="status">There is no room <code class="text">${live.id}</code>.
        As soon as it is registered, it is shown here. ${(this.rooms ?? []).map(it => html`
          <a href="?id=${encodeURIComponent(it.agent_id)}">${it.agent_id}</a> `)}</p>`
      : state.name === 'closed' || state.name === 'auth_failed' ? html`<p class="notice bad" role="status">
        The stream was refused${state.status ? ` (${state.status})` : ''}, so nothing here is live.</p>` : ''}
      ${reset ? html`<div class="notice row" role="status"><span class="grow">The stream began anew at ${time(reset.at)}
        (${reset.reason}): events after ${reset.requested_id} were missed, so all was loaded again.</span>
        <button @click=${() => live.dismiss()}>Dismiss</button></div>` : ''}`
  }
}

/** A stream that the node refuses for good is in the state that rooms call an error. */
const stateOf = ({ state }) => state.name === 'closed' && state.reason === 'refused' ? { name: 'error' } : state

/** In a zone that browsers may not know. */
function today(timeZone) {
  const day = zone => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date())
  try { return day(timeZone) } catch { return day() }
}

define('room', Room)
