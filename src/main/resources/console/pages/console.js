import { html } from 'lit'
import { Element, define } from 'app/element.js'
import { asked, entitle, keep } from 'app/address.js'
import { age } from 'app/format.js'
import { onChange, user } from 'app/session.js'
import '../console/commands.js'
import '../console/events.js'
import '../console/send.js'
import '../console/stats.js'
import { detail } from '../console/detail.js'
import { Directory, online } from '../console/directory.js'
import { buffers, mode } from '../console/group.js'
import { chip, missing, stranger, trouble } from '../console/state.js'
import { Watch, target } from '../console/watch.js'

const TABS = { can: 'CAN console', commands: 'Command console' }

/** What goes over the bus of a dongle, or of a group of two, as it goes. */
class Console extends Element {
  static properties = { watch: { state: true }, tab: { state: true }, picked: { state: true }, to: { state: true } }

  constructor() {
    super()
    this.directory = new Directory(() => this.listed())
    this.tab = asked('tab') in TABS ? asked('tab') : 'can'
    this.changed = () => this.soon()
    this.lost = () => this.directory.load()
  }

  connectedCallback() {
    super.connectedCallback()
    this.who = user()
    this.onLeave(onChange(() => this.signed()))
    this.onLeave(() => this.directory.stop())
    this.onLeave(() => this.watch?.close())
    this.begin()
  }

  /** Another user begins anew, the same one goes on. Who comes while the first answers are awaited is who asked. */
  signed() {
    const { directory, who: before, watch } = this
    this.who = user()
    if (before !== this.who) {
      if (before || directory.loaded || directory.failure) this.begin()
    } else {
      if (watch?.state.name === 'auth_failed') watch.resume()
      if (directory.failure) directory.load()
    }
  }

  begin() {
    this.directory.load()
    const wanted = target(asked('target'))
    if (wanted) this.show(wanted)
  }

  /** Without a target in the address: the first group there is, in which both directions are seen, else a dongle. */
  listed() {
    const { dongles: [dongle] = [], groups: [group] = [] } = this.directory
    const first = group ? 'group:' + group.id : dongle ? 'dongle:' + dongle.id : ''
    if (!this.watch && first) this.show(target(first))
    this.requestUpdate()
  }

  show(to) {
    this.watch?.close()
    this.watch?.removeEventListener('state', this.changed)
    this.watch?.removeEventListener('lost', this.lost)
    this.watch = new Watch(to, () => true)
    this.watch.addEventListener('state', this.changed)
    this.watch.addEventListener('lost', this.lost)
    this.picked = undefined
    this.to = undefined
    keep({ target: to.key })
    entitle(`Console of ${to.kind} ${to.id}`)
  }

  /** The dongles that frames and commands can go to, as the group has them. */
  receivers() {
    const { kind, id } = this.watch.target, group = this.directory.group(id)
    return kind === 'dongle' ? [['Dongle', id]] : group ? [['A', group.dongle_a_id], ['B', group.dongle_b_id]] : []
  }

  turn() {
    if (this.watch.paused) this.watch.resume()
    else this.watch.pause()
    this.requestUpdate()
  }

  selector() {
    const { dongles = [], groups = [] } = this.directory, key = this.watch?.target.key
    const known = [...dongles.map(it => 'dongle:' + it.id), ...groups.map(it => 'group:' + it.id)]
    const option = (value, text) => html`<option value=${value} ?selected=${value === key}>${text}</option>`
    return html`<label class="target">Target <select
      @change=${event => this.show(target(event.target.value))}>
      ${key && !known.includes(key) ? option(key, key) : ''}
      <optgroup label="Dongles">${dongles.map(it => option('dongle:' + it.id,
        it.id + (it.ownership_state === 'CLAIMED' ? '' : ' (unclaimed)') + (online(it) ? '' : ' (offline)')))}
      </optgroup><optgroup label="Groups">${groups.map(it => option('group:' + it.id, it.id))}</optgroup></select></label>`
  }

  head() {
    const { watch } = this
    return html`<div class="row head"><h1>Console</h1>${this.selector()}
      ${watch ? html`${chip(watch.state, watch.paused)}
        <button aria-pressed=${String(watch.paused)} @click=${this.turn}>${watch.paused ? 'Resume' : 'Pause'}</button>
        <button @click=${this.clear} title="Empties the list and counts anew">Clear</button>` : ''}</div>`
  }

  clear() {
    this.watch.clear()
    this.querySelector('rw-console-events').release()
  }

  /** What is known of the target beside its stream. */
  about() {
    const { target: { kind, id }, presence, group } = this.watch
    if (kind === 'group') {
      const known = group ?? this.directory.group(id)
      return html`<p class="about row small">${known ? html`${mode(known)} ${buffers(known)}` : ''}
        <a href="/groups">All groups</a></p>`
    }
    const now = presence.get(id), known = this.directory.dongle(id)
    const seen = now?.seen_at ?? known?.last_seen_at, there = now?.online ?? (known && online(known))
    return html`<p class="about row small"><span class="chip"><span class="dot ${there ? 'good' : 'quiet'}"></span>${
      there ? 'Dongle online' : seen ? 'Dongle offline' : 'Dongle unknown'}</span>
      ${seen ? html`<span class="quiet">seen ${age(seen)} ago</span>` : ''}
      ${known ? html`<span class="quiet text">device <bdi>${known.device_id}</bdi>, firmware <bdi>${
        known.fw_build ?? '–'}</bdi>, <bdi>${known.lan_ip ?? 'no address'}</bdi></span>` : ''}</p>`
  }

  notices() {
    const { state, paused, resets, sampling, target: { kind }, position } = this.watch
    return html`<div class="notices">
      ${paused ? html`<p class="notice">Paused${position ? html` after <span class="mono">${position}</span>` : ''}.
        Resume goes on from there; the server keeps a minute.</p>` : trouble(state, kind, () => this.watch.resume())}
      ${resets ? html`<p class="notice" role="alert">Stream reset received ${resets} time(s). What came in between is
        lost to this page.</p>` : ''}
      ${sampling ? html`<p class="notice" role="status">${sampling.message} The relay still carries all.</p>` : ''}
    </div>`
  }

  side() {
    const receivers = this.receivers(), to = this.to ?? receivers[0]?.[1]
    return html`<section class="card stack send" aria-label="Send">
      <div class="row"><div class="row grow" role="tablist" aria-label="What to send">
        ${Object.entries(TABS).map(([key, name]) => html`<button role="tab" id="tab-${key}" aria-controls="panel"
          aria-selected=${String(key === this.tab)} @click=${() => this.turnTo(key)}>${name}</button>`)}</div>
        ${receivers.length > 1 ? html`<label>to <select class="receiver" @change=${event => { this.to = event.target.value }}>
          ${receivers.map(([name, id]) => html`<option value=${id} ?selected=${id === to}>${name}: ${id}</option>`)}
        </select></label>` : ''}</div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
        <rw-console-send ?hidden=${this.tab !== 'can'} .dongle=${to}></rw-console-send>
        <rw-console-commands ?hidden=${this.tab === 'can'} .watch=${this.watch} .dongle=${to}></rw-console-commands>
      </div>
    </section>`
  }

  turnTo(tab) {
    this.tab = tab
    keep({ tab: tab === 'can' ? '' : tab })
  }

  body() {
    return html`<div class="news">${this.about()} ${this.notices()}</div> <rw-console-stats .watch=${this.watch}></rw-console-stats>
      <div class="panes"><rw-console-events .watch=${this.watch}
        @pick=${event => { this.picked = event.detail }}></rw-console-events>
        <div class="stack">${this.side()} ${detail(this.picked, this.watch.target.key)}</div></div>`
  }

  render() {
    const { directory } = this
    if (directory.stranger && !directory.loaded) return html`<div class="stack"><h1>Console</h1>${stranger('dongles and groups')}</div>`
    return html`<div class="stack">${this.head()}
      ${this.watch?.state.name === 'auth_failed' ? '' : missing(directory, 'dongles and groups')}
      ${this.watch ? this.body() : html`<p class="card empty">${directory.loaded
        ? 'There is no dongle yet. One appears here when an agent reports it.' : 'Looking for dongles…'}</p>`}</div>`
  }
}

define('console', Console)
