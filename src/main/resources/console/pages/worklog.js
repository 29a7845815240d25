import { html } from 'lit'
import { asked, entitle, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { time } from 'app/format.js'
import { guest } from 'app/guest.js'
import { chip } from 'app/parts.js'
import { Refused, call, onChange, token, user } from 'app/session.js'
import '../worklog/lines.js'
import { status } from '../worklog/rooms.js'
import { LAST, Tail } from '../worklog/tail.js'

const ROOMS = '/api/v1/rooms'
const ENDED = ['done', 'error']
/** While there is no room, another place may make the first one. */
const AGAIN_MS = 2000
const REFETCH_MS = 3000, REFETCH_FOR_MS = 60_000

/** Rooms in which agents work, and what they say there, live. */
class Worklog extends Element {
  constructor() {
    super()
    this.raw = asked('raw') === '1'
  }

  connectedCallback() {
    super.connectedCallback()
    this.onLeave(onChange(() => this.enter()))
    this.onLeave(() => this.leave())
    this.enter()
  }

  /** Another user sees other rooms; another token of the same user may open what the last one did not. */
  async enter() {
    const who = await token() ? user() : ''
    if (who !== this.who) {
      this.who = who
      this.leave()
      if (who) await this.load()
    } else if (this.refused || this.failure) {
      await this.load()
    } else if (this.tail?.state.name === 'auth_failed') {
      this.tail.again()
    }
    this.requestUpdate()
  }

  async load() {
    this.failure = this.refused = ''
    const { who } = this
    try {
      const rooms = await call('GET', ROOMS)
      if (who !== this.who) return
      this.rooms = rooms
      const id = asked('id') || this.rooms[0]?.id
      if (id) await this.choose(id)
      else this.waiting = setTimeout(() => this.load(), AGAIN_MS)
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.refused = 'This token was refused: ' + error.message
      else this.failure = error.message
    }
    this.requestUpdate()
  }

  leave() {
    clearTimeout(this.waiting)
    this.tail?.close()
    this.unfollow()
    this.tail = this.room = this.rooms = undefined
  }

  async choose(id) {
    clearTimeout(this.waiting)
    this.tail?.close()
    this.unfollow()
    this.id = id
    this.room = this.rooms.find(it => it.id === id)
    this.missing = ''
    keep({ id })
    this.tail = new Tail(id, { changed: () => this.tailed(), poll: () => this.refetch() })
    await this.refetch().catch(error => { this.missing = id === this.id ? error.message : '' })
    if (this.room?.status === 'running') this.follow()
    this.requestUpdate()
  }

  async refetch() {
    const id = this.id
    const room = await call('GET', `${ROOMS}/${encodeURIComponent(id)}`)
    if (id === this.id) this.know(room)
  }

  know(room) {
    this.room = room
    this.known = Date.now()
    this.missing = ''
    this.rooms = this.rooms?.map(it => it.id === room.id ? { ...it, status: room.status } : it)
    this.requestUpdate()
  }

  /** Looks at the room every 3 s, for a minute, until the work has ended. */
  follow() {
    this.unfollow()
    const until = Date.now() + REFETCH_FOR_MS
    this.following = setInterval(async () => {
      if (Date.now() >= until) this.unfollow()
      await this.refetch().catch(() => {})
      if (ENDED.includes(this.room?.status)) this.unfollow()
    }, REFETCH_MS)
  }

  unfollow() {
    clearInterval(this.following)
    this.following = undefined
  }

  /** A line in a room that is not known to be at work means that somebody else has started it. */
  tailed() {
    this.soon()
    if (this.following || this.tail.received === this.heard || Date.now() < this.known + REFETCH_MS) return
    this.heard = this.tail.received
    this.known = Date.now()
    this.refetch().then(() => this.room.status === 'running' && this.follow(), () => {})
  }

  async start() {
    this.busy = true
    this.requestUpdate()
    try {
      this.know(await call('POST', `${ROOMS}/${this.id}/start`))
      this.tail.add({ local: true, timestamp: new Date().toISOString(), agentType: 'orchestrator', level: 'info',
        message: 'Workflow started' })
      this.follow()
      this.startFailure = ''
    } catch (error) {
      this.startFailure = error.message
    }
    this.busy = false
    this.requestUpdate()
  }

  async create({ detail: { text, done } }) {
    this.creating = true
    this.requestUpdate()
    try {
      const room = await call('POST', ROOMS, { inputText: text })
      this.rooms = [room, ...this.rooms]
      this.createFailure = ''
      done()
      await this.choose(room.id)
    } catch (error) {
      this.createFailure = error.message
    }
    this.creating = false
    this.requestUpdate()
  }

  showRaw() {
    this.raw = !this.raw
    keep({ raw: this.raw ? 1 : '' })
    this.requestUpdate()
  }

  willUpdate() {
    const name = this.room?.inputText
    entitle(name ? `${name.slice(0, 60)} (${this.room.status}) · Work log` : 'Work log')
  }

  render() {
    return html`
      <div class="stack">
        <h1>Work log</h1>
        ${this.who === '' || this.refused ? guest('your work logs', this.refused)
          : this.failure ? html`<p class="notice bad" role="alert">Your rooms could not be loaded: <span class="text"
              >${this.failure}</span> <button @click=${this.load}>Try again</button></p>`
          : !this.rooms ? html`<p class="card empty">Loading your rooms …</p>` : this.whole()}
      </div>`
  }

  whole() {
    return html`<div class="work">
      <rw-worklog-rooms .rooms=${this.rooms} .chosen=${this.id ?? ''} .failure=${this.createFailure ?? ''}
        ?busy=${this.creating} @choose=${event => this.choose(event.detail)} @create=${this.create}></rw-worklog-rooms>
      ${this.tail ? this.log() : html`<section class="card empty">No room is chosen.</section>`}
    </div>`
  }

  log() {
    const { tail, room } = this
    return html`
      <section class="card stack log" aria-label="Log of the chosen room">
        <div class="row head">
          <h2 class="text grow">${room?.inputText ?? this.id}</h2>
          ${room ? status(room.status) : ''} ${chip(tail.state, tail.last)}
        </div>
        <div class="row">
          <button class="main" ?disabled=${this.busy || !this.mine() || room.status === 'running'} @click=${this.start}>
            ${ENDED.includes(room?.status) ? 'Start again' : 'Start'}</button>
          <button aria-pressed=${this.raw} @click=${this.showRaw}>Raw events</button>
          <span class="quiet small counter grow">${this.counter()}</span>
          <span class="quiet small">${room && !this.mine() ? 'Only its owner starts it. ' : ''}${room
            ? `Status as of ${time(this.known)}` : ''}</span>
        </div>
        <div class="panel">
          <div class="notices">${this.notice()}</div>
          <rw-worklog-lines .lines=${tail.lines} .received=${tail.received} ?raw=${this.raw}
            .empty=${tail.state.name === 'connected' ? 'No lines yet. Start the work, or write a line as below.'
              : 'Opening the log …'}></rw-worklog-lines>
        </div>
        ${this.manual()}
      </section>`
  }

  mine() { return this.room?.ownerId === this.who }

  counter() {
    const shown = this.tail.lines.filter(it => !it.mark).length
    const more = shown >= LAST ? `, the last ${LAST} of ${this.tail.received}` : ''
    return `${shown} ${shown === 1 ? 'line' : 'lines'}${more}`
  }

  notice() {
    const { state, polling } = this.tail
    if (this.startFailure) return html`<p class="notice bad text" role="alert">Not started: ${this.startFailure}</p>`
    if (state.name === 'auth_failed') {
      return html`<p class="notice bad" role="alert">The token was refused. Sign in above with another one.</p>`
    }
    if (state.reason === 'refused' || this.missing) {
      return html`<p class="notice bad text" role="alert">This room cannot be shown${this.missing
        ? ': ' + this.missing : '.'}</p>`
    }
    if (polling) return html`<p class="notice" role="alert">Live updates were lost: polling every 5 seconds instead.
      ${polling.asked ? html`<span class="small" aria-live="off">Last asked ${time(polling.asked)}: ${polling.failure
        || 'the room answers, its log is opened again.'}</span>` : ''}</p>`
    return state.name === 'rate_limited' ? html`<p class="notice" role="alert">Too many streams are open: it is tried
      again by itself.</p>` : ''
  }

  manual() {
    const body = { agentType: 'story', level: 'info', message: 'Hello' }
    return html`<details class="small"><summary>Write a line by curl</summary><pre class="text">curl -X POST \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '${JSON.stringify(body)}' \\
  ${location.origin}${ROOMS}/${this.id}/logs</pre></details>`
  }
}

define('worklog', Worklog)
