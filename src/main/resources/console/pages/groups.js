import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { openStreams } from 'room-events'
import { Element, define } from 'app/element.js'
import { entitle } from 'app/address.js'
import { moment, time } from 'app/format.js'
import { call, onChange, user } from 'app/session.js'
import { toast } from 'app/toasts.js'
import { Directory } from '../console/directory.js'
import { buffers, mode } from '../console/group.js'
import { chip, missing, stranger, trouble } from '../console/state.js'
import { LONGEST_WAIT_MS, pass } from '../console/watch.js'

/** As many streams as one connection carries. */
const MOST_LIVE = 50

/** The user's groups of two dongles, their relay and what waits for either side, as it changes. */
class Groups extends Element {
  static properties = {
    state: { state: true }, failure: { state: true }, busy: { state: true }, reset: { state: true }
  }

  constructor() {
    super()
    this.state = { name: 'connecting' }
    this.live = new Map()
    this.directory = new Directory(() => this.listed())
  }

  connectedCallback() {
    super.connectedCallback()
    this.who = user()
    this.onLeave(onChange(() => this.signed()))
    this.onLeave(() => this.directory.stop())
    this.onLeave(() => this.bundle?.close())
    this.begin()
  }

  /** Another user begins anew, the same one goes on. Who comes while the first answers are awaited is who asked. */
  signed() {
    const { directory, who: before } = this
    this.who = user()
    if (before !== this.who) {
      if (before || directory.loaded || directory.failure) this.begin()
    } else {
      if (this.state.name === 'auth_failed') this.bundle.reconnect()
      if (directory.failure) directory.load()
    }
  }

  begin() {
    this.bundle?.close()
    this.live.clear()
    this.reset = undefined
    this.bundle = openStreams({
      token: pass, withCredentials: true, cap: LONGEST_WAIT_MS,
      onState: state => { this.state = state }
    })
    this.directory.load()
  }

  /** Each group that is new is listened to, each that is gone no more. */
  listed() {
    const { groups = [] } = this.directory, ids = groups.slice(0, MOST_LIVE).map(group => group.id)
    for (const [id, stream] of this.live) {
      if (!ids.includes(id)) {
        stream.close()
        this.live.delete(id)
      }
    }
    for (const id of ids) if (!this.live.has(id)) this.live.set(id, this.listen(id))
    entitle(`Groups (${groups.length})`)
    this.soon()
  }

  listen(id) {
    return this.bundle.add('group:' + id, {
      events: { group_state: state => this.directory.tell(state), stream_reset: () => this.lost() }
    })
  }

  lost() {
    this.reset = Date.now()
    this.directory.load()
  }

  /** Sends, then asks for the lists: the streams may have told of something newer than the answer. */
  async post(path, body) {
    this.busy = true
    this.failure = undefined
    try {
      await call('POST', '/api/v1/groups' + path, body)
      await this.directory.load()
      return true
    } catch (refusal) {
      this.failure = refusal.message
      return false
    } finally {
      this.busy = false
    }
  }

  async create(event) {
    event.preventDefault()
    const { a, b } = event.target.elements
    const made = await this.post('', { dongle_a_id: a.value, dongle_b_id: b.value })
    if (made) toast('success', 'The group is made; activate it to relay.')
  }

  /** Those that can be put into a group. */
  free() {
    const { dongles = [], groups = [] } = this.directory
    const taken = new Set(groups.flatMap(group => [group.dongle_a_id, group.dongle_b_id]))
    return dongles.filter(dongle => dongle.ownership_state === 'CLAIMED' && !taken.has(dongle.id))
  }

  form() {
    const free = this.free(), few = free.length < 2
    const select = (name, label, chosen) => html`<label>${label} <select name=${name}>
      ${free.map((dongle, i) => html`<option value=${dongle.id} ?selected=${i === chosen}>${dongle.id}</option>`)}
    </select></label>`
    return html`<form class="card stack" aria-label="Make a group" @submit=${this.create}>
      <h2>Make a group</h2>
      <div class="row" ?hidden=${few}>${select('a', 'A', 0)} ${select('b', 'B', 1)}
        <button class="main" ?disabled=${few || this.busy}>Make group</button></div>
      <p class="small quiet">${few ? 'This takes two dongles of yours that are in no group yet.'
        : 'What A sends goes to B and the other way round, while the group is active.'}</p>
    </form>`
  }

  item(group) {
    const active = group.mode !== 'INACTIVE'
    const link = (name, id) => html`<li><strong>${name}</strong>
      <a class="text mono" href="/console?target=dongle:${id}">${id}</a></li>`
    return html`<li class="card stack group" data-id=${group.id} data-mode=${group.mode}>
      <h2 class="text mono">${group.id}</h2>
      <div aria-live="polite">${mode(group)}</div>
      <ul class="row">${link('A', group.dongle_a_id)}${link('B', group.dongle_b_id)}</ul>
      <div class="row">${buffers(group)}</div>
      <div class="row"><span class="grow small quiet">since ${moment(group.updated_at)}</span>
        <a href="/console?target=group:${group.id}">Console</a>
        <button class="turn" ?disabled=${this.busy}
          @click=${() => this.post(`/${group.id}/${active ? 'deactivate' : 'activate'}`)}>
          ${active ? 'Deactivate' : 'Activate'}</button></div>
    </li>`
  }

  list() {
    const { groups, failure } = this.directory
    if (!groups) return html`<p class="card empty">${failure ? 'No node answers.' : 'Looking for groups…'}</p>`
    return groups.length
      ? html`<ul class="columns">${repeat(groups, group => group.id, group => this.item(group))}</ul>
        ${groups.length > MOST_LIVE ? html`<p class="notice">Only the first ${MOST_LIVE} change by themselves; the
          others are asked for twice a minute.</p>` : ''}`
      : html`<p class="card empty">No group yet. Two dongles of yours make one.</p>`
  }

  render() {
    const { directory } = this
    if (directory.stranger && !directory.loaded) return html`<div class="stack"><h1>Groups</h1>${stranger('your groups')}</div>`
    return html`<div class="stack">
      <div class="row"><h1>Groups</h1>${this.live.size ? chip(this.state) : ''}</div>
      <div class="notices">${this.live.size ? trouble(this.state, 'group', () => this.bundle.reconnect()) : ''}
        ${missing(directory, 'groups')}
        ${this.reset ? html`<p class="notice row" role="status"><span class="grow">A group’s stream was reset at
          ${time(this.reset)}: what came in between is lost to this page, so the list was asked for again.</span>
          <button @click=${() => { this.reset = undefined }}>Dismiss</button></p>` : ''}
        ${this.failure ? html`<p class="notice bad text" role="alert">${this.failure}</p>` : ''}</div>
      ${this.list()} ${this.form()}</div>`
  }
}

define('groups', Groups)
