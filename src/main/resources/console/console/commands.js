import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { merge } from 'room-events'
import { Element, define } from 'app/element.js'
import { time } from 'app/format.js'
import { call } from 'app/session.js'

/** What may be sent: an agent's take arguments. */
const COMMANDS = {
  dongle: ['help', 'remote status', 'remote stats', 'can cfg show', 'discovery status', 'time status'],
  agent: ['ping', 'ip', 'ifconfig']
}
const MOST_ARGUMENTS = { ping: 6, ip: 6, ifconfig: 4 }
const LAST = 12
const ASK_MS = 2000
const COLOURS = { ok: 'good', error: 'bad', timeout: 'bad', cancelled: 'quiet', queued: 'info', running: 'info' }

const ended = command => command.status !== 'queued' && command.status !== 'running'

/** Sends commands to a dongle or its agent, and shows what became of the last twelve of this stream. */
class CommandConsole extends Element {
  static properties = {
    watch: { attribute: false }, dongle: {}, to: { state: true }, command: { state: true }, failure: { state: true },
    log: { state: true }
  }

  constructor() {
    super()
    this.to = 'dongle'
    this.command = COMMANDS.dongle[0]
    this.log = []
    this.heard = ({ detail: { kind, data } }) => kind === 'command_status' && this.put(data)
  }

  connectedCallback() {
    super.connectedCallback()
    const timer = setInterval(() => this.ask(), ASK_MS)
    this.onLeave(() => clearInterval(timer))
  }

  willUpdate(changed) {
    if (!changed.has('watch')) return
    changed.get('watch')?.removeEventListener('event', this.heard)
    this.watch.addEventListener('event', this.heard)
    this.log = []
    this.failure = undefined
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.watch?.removeEventListener('event', this.heard)
  }

  /** News of a command; what is known of it and not told again stays. An end is not taken back. */
  put(news) {
    const known = this.log.find(command => command.command_id === news.command_id)
    if (known && ended(known) && !ended(news)) news = { ...news, ...known }
    this.log = merge(this.log, { ...known, ...news }, { ids: ['command_id'], last: LAST })
  }

  /** The stream tells of commands; while it is away or paused, the open ones are asked for. */
  async ask() {
    const { watch } = this
    for (const { command_id, dongle_id } of this.log.filter(command => !ended(command))) {
      const answer = await call('GET', `/api/v1/dongles/${dongle_id}/commands/${command_id}`).catch(() => undefined)
      if (answer && watch === this.watch) this.put(answer)
    }
  }

  async send(event) {
    event.preventDefault()
    const { args, timeout } = event.target.elements, { watch, dongle, to, command } = this
    const given = to === 'agent' ? args.value.trim().split(/\s+/).filter(Boolean) : []
    this.failure = undefined
    try {
      const answer = await call('POST', `/api/v1/dongles/${dongle}/commands`,
        { command, args: given, command_target: to, timeout_ms: Number(timeout.value) })
      if (watch !== this.watch) return
      const line = [command, ...given].join(' ')
      this.put({ ...answer, dongle_id: dongle, line, command_target: to, sent: Date.now() })
    } catch (refusal) {
      this.failure = refusal.message
    }
  }

  choose(to) {
    this.to = to
    this.command = COMMANDS[to][0]
  }

  form() {
    return html`<form class="stack" @submit=${this.send}>
      <div class="row fields">
        <label>To <select name="to" @change=${event => this.choose(event.target.value)}>
          ${Object.keys(COMMANDS).map(to => html`<option value=${to} ?selected=${to === this.to}>${to}</option>`)}
        </select></label>
        <label>Command <select name="command" @change=${event => { this.command = event.target.value }}>
          ${repeat(COMMANDS[this.to], it => it, it => html`<option ?selected=${it === this.command}>${it}</option>`)}
        </select></label>
        <label ?hidden=${this.to !== 'agent'}>Arguments <input name="args" size="16" spellcheck="false"
          autocomplete="off" title="At most ${MOST_ARGUMENTS[this.command]}, with spaces between"></label>
        <label>Timeout <input name="timeout" type="number" min="1000" max="20000" step="500" value="10000"> ms</label>
        <button class="main">Send command</button>
      </div>
      <p class="small" role="alert">${this.failure ? html`<span class="bad text">${this.failure}</span>` : ''}</p>
    </form>`
  }

  entry(command) {
    const { status } = command
    return html`<li class="command stack" data-status=${status}>
      <div class="row"><span class="chip"><span class="dot ${COLOURS[status] ?? 'quiet'}"></span>${status}</span>
        <strong class="text mono">${command.line ?? 'sent elsewhere'}</strong>
        <span class="quiet small">to ${command.command_target}, ${time(command.completed_at ?? command.started_at
          ?? command.sent)}${Number.isInteger(command.exit_code) ? ', exit ' + command.exit_code : ''}</span>
        ${command.truncated ? html`<span class="chip"><span class="dot warn"></span>truncated</span>` : ''}</div>
      ${['stdout', 'stderr'].filter(name => command[name]).map(name => html`<div>
        <span class="quiet small">${name}</span><pre class="text ${name}" tabindex="0">${command[name]}</pre></div>`)}
      <span class="quiet small mono text">${command.command_id}</span>
    </li>`
  }

  render() {
    return html`${this.form()}
      <div class="log scroll" tabindex="0" role="log" aria-label="The last ${LAST} commands">
        ${this.log.length ? html`<ul>${repeat(this.log.toReversed(), it => it.command_id, it => this.entry(it))}</ul>`
          : html`<p class="empty">No command yet. What dongle and agent answer comes here.</p>`}</div>`
  }
}

define('console-commands', CommandConsole)
