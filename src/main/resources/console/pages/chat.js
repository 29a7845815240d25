import { html, nothing } from 'lit'
import { asked, entitle, keep } from 'app/address.js'
import { Element, define } from 'app/element.js'
import { number, time } from 'app/format.js'
import { chip, names } from 'app/parts.js'
import { bring, onChange, token, user } from 'app/session.js'
import { toast } from 'app/toasts.js'
import { ProjectChat } from '../chat/chat.js'
import { people, signals, stream, unsent } from '../chat/side.js'
import '../chat/composer.js'
import '../chat/log.js'
import '../chat/search.js'

const STANDARD = 'demo'
/** What a project may be called. */
const NAME = '[A-Za-z0-9._:\\-]{1,128}'

class Chat extends Element {
  static properties = { chat: { state: true }, ready: { state: true } }

  connectedCallback() {
    super.connectedCallback()
    this.onLeave(onChange(() => this.signedIn()))
    this.onLeave(() => this.chat?.close())
    const seen = () => this.requestUpdate()
    document.addEventListener('visibilitychange', seen)
    this.onLeave(() => document.removeEventListener('visibilitychange', seen))
    this.begin()
  }

  async begin() {
    await token()
    this.ready = true
    this.open(asked('project', STANDARD))
  }

  open(project) {
    this.chat?.close()
    keep({ project })
    this.chat = user() ? new ProjectChat(project, user(), () => this.requestUpdate()) : undefined
    entitle(project + ' · Project chat')
  }

  /** Tokens are renewed by and by: only another user has another chat. */
  signedIn() {
    if (!this.ready) return
    if (user() !== (this.chat?.user ?? '')) this.open(asked('project', STANDARD))
    else if (this.chat?.talk.state.name === 'auth_failed') this.chat.talk.reconnect()
  }

  choose(event) {
    event.preventDefault()
    const project = event.target.elements.project.value
    if (project !== this.chat?.project) this.open(project)
  }

  enter(event) {
    event.preventDefault()
    bring(event.target.elements.token.value.trim())
  }

  get log() { return this.querySelector('rw-chat-log') }

  /** What the list asks for. */
  acts = {
    older: () => this.chat.talk.older(),
    retry: () => this.chat.talk.retry(),
    follow: following => {
      this.chat.talk.following = following
      this.requestUpdate()
    },
  }

  send = wish => {
    this.chat.send(wish)
    this.log.toEnd()
  }

  /** A field that is taken away loses the focus, and says so, when there may be no chat any more. */
  write = text => this.chat?.people.write(text)

  show = async seq => {
    const { talk } = this.chat
    this.log.following = talk.following = false
    const found = await talk.reach(seq)
    await this.updateComplete
    if (found) await this.log.show(seq)
    else if (!talk.failure) toast('error', 'That message is not retained any more')
  }

  willUpdate() {
    if (document.visibilityState === 'visible' && this.chat?.talk.following) this.chat.saw()
  }

  updated() {
    const { chat } = this
    if (chat) entitle((chat.unread ? `(${number(chat.unread)}) ` : '') + chat.project + ' · Project chat')
  }

  render() {
    const { chat } = this, project = asked('project', STANDARD)
    return html`
      <div class="stack">
        <div class="row top">
          <h1>Project chat</h1>
          <form class="row" @submit=${this.choose}>
            <label>Project <input name="project" required pattern=${NAME} maxlength="128" size="14" autocomplete="off"
              title="Letters, digits and . _ : -" .value=${project}></label>
            <button>Open</button>
          </form>
          <span class="grow"></span>
          ${chat ? html`${chip(chat.talk.state, chat.talk.last)}
            <span class="chip unread">unread: ${number(chat.unread)}</span>` : nothing}
        </div>
        ${chat ? this.whole(chat) : this.ready ? this.signIn('Sign in to see a project’s chat.')
          : html`<p class="empty">Opening…</p>`}
      </div>`
  }

  whole(chat) {
    const { talk, reading, user } = chat
    const never = !talk.connection && ['auth_failed', 'closed'].includes(talk.state.name)
    return html`${this.trouble(chat)}${never ? nothing : html`
      <div class="split">
        <section class="card stack" aria-labelledby="rw-chat-said">
          <h2 id="rw-chat-said" class="visually-hidden">What is said</h2>
          <rw-chat-search .project=${chat.project} .show=${this.show}></rw-chat-search>
          <p class="line small quiet">${line(talk)}</p>
          <rw-chat-log .list=${talk.list} .me=${user} .before=${reading.before} .readers=${reading.readers}
            .loading=${talk.loading} .hasOlder=${talk.hasOlder} .failure=${talk.failure}
            .chat=${this.acts}></rw-chat-log>
          ${unsent(chat.sender)}
          <p class="typing small quiet text">${typing(chat.people.typing)}</p>
          <rw-chat-composer .send=${this.send} .write=${this.write}
            .off=${talk.state.name === 'auth_failed'}></rw-chat-composer>
        </section>
        <div class="stack">${people(chat)}${stream(chat)}${signals(chat)}</div>
      </div>`}`
  }

  /** What the user can do something about. */
  trouble({ talk, project, user }) {
    const { state, reset } = talk
    if (state.name === 'auth_failed' && state.status === 403) {
      return html`<p class="notice bad" role="alert"><b class="text">${user}</b> may not see the project
        <b class="text">${project}</b>, or there is none of that name. A service makes a project and names its people by
        <code class="text">PUT /v1/projects/${project}</code>; then it opens here by itself.
        <button @click=${() => talk.reconnect()}>Try again</button></p>`
    }
    if (state.name === 'auth_failed') {
      return this.signIn('The token is not valid any more. Nothing is tried until you sign in again.')
    }
    if (state.name === 'rate_limited') {
      return html`<p class="notice"><b class="text">${user}</b> has as many project streams open as may be. Close a tab
        that is not needed: the next try is in <b class="count">${state.retryAfter} s</b>.</p>`
    }
    if (state.name === 'closed') {
      return html`<p class="notice" role="alert">${CLOSED[state.reason]
        ?? `The node refused the stream (${state.status ?? state.reason}).`}
        <button @click=${() => talk.reconnect()}>Connect again</button></p>`
    }
    return reset ? html`<p class="notice">The stream was reset at ${time(reset.at)}: ${reset.reason}. The history was
      loaded again; what it does not hold is gone.${reset.count > 1 ? ` So far ${reset.count} times.` : ''}
      <button @click=${() => this.dismiss(talk)}>Dismiss</button></p>` : nothing
  }

  dismiss(talk) {
    talk.reset = undefined
    this.requestUpdate()
  }

  signIn(words) {
    return html`
      <form class="card stack" @submit=${this.enter}>
        <p role="alert">${words}</p>
        <div class="row"><label class="grow">Token
            <input class="grow" name="token" type="password" required autocomplete="off"></label>
          <button class="main">Sign in</button></div>
        <p class="quiet small">A JWT whose <code>sub</code> is a member of the project. It stays in this tab.</p>
      </form>`
  }
}

const CLOSED = {
  replaced: 'Another connection has taken this page’s place, so nothing comes here any more.',
  closed: 'The stream is closed.',
}

/** What the list shows, in one line that is always there. */
function line({ state, gap, connection }) {
  const warn = text => html`<span class="warn">${text}</span>`
  if (gap) return warn(`Catching up: ${number(gap.loaded)} of ${number(gap.missed)} further messages.`)
  if (state.name === 'connected' && connection) {
    const missed = connection.replayed ? number(connection.replayed) + ' replayed' : 'nothing missed'
    return `Live since ${time(connection.since)}, ${missed}.`
  }
  if (connection) return warn('Not live: what is said now comes when the stream is back.')
  return state.name === 'rate_limited' ? warn('Waiting for a free place.') : 'Connecting…'
}

const typing = ids => !ids.length ? '' : ids.length > 3 ? 'Several people are typing…'
  : html`${names(ids)}${ids.length > 1 ? ' are' : ' is'} typing…`

define('chat', Chat)
