import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { asked, entitle, keep } from 'app/address.js'
import { control } from 'app/control.js'
import { Element, define } from 'app/element.js'
import { number, rate, time } from 'app/format.js'
import { chip, copy } from 'app/parts.js'
import { nodes, redis } from '../front/health.js'
import { Overview } from '../front/overview.js'
import { system } from '../front/systems.js'

const TOPIC = '/api/v1/streams/topic:news/events'
const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0)

/** What goes on in the cluster now, and the way to each part of it. */
class Front extends Element {
  constructor() {
    super()
    this.words = asked('q')
  }

  connectedCallback() {
    super.connectedCallback()
    this.overview = new Overview(() => this.soon())
    const look = setInterval(() => { if (this.overview.stale !== this.wasStale) this.requestUpdate() }, 1000)
    this.onLeave(() => { clearInterval(look); this.overview.close() })
  }

  filter(event) {
    this.words = event.target.value.trim()
    keep({ q: this.words })
    this.requestUpdate()
  }

  willUpdate() {
    this.wasStale = this.overview.stale
    const { now } = this.overview
    entitle(now && !this.wasStale ? `${number(sum(now.systems, 'viewers'))} viewers · Live streams` : 'Live streams')
  }

  render() {
    const { overview } = this
    return html`<div class="stack">
      <div class="row head"><h1>Live streams</h1>${overview.now ? this.state() : ''}
        <p class="quiet grow">Events that programs append here reach every browser that watches, live and in order. This
          is what goes through this cluster now.</p></div>
      ${overview.locked ? this.door() : overview.now ? this.whole(overview.now) : this.loading()}
      ${this.append()}
    </div>`
  }

  state() {
    const { polls, state, last } = this.overview
    return polls ? html`<span class="chip" data-state=${state.name}><span class="dot ${state.name === 'connected'
      ? 'good' : 'warn'}"></span><span role="status">${state.name === 'connected' ? 'Read every 2 s'
      : `Not to be read (attempt ${state.attempt})`}</span><span class="quiet">last ${time(last)}</span></span>`
      : chip(state, last)
  }

  loading() {
    const { reason } = this.overview
    return reason ? html`<p class="notice bad" role="alert">The node does not answer: <span class="text">${reason}</span>.
      It is asked again by itself.</p>` : html`<p class="card empty tall">Asking the cluster …</p>`
  }

  door() {
    return html`<form class="card stack door" @submit=${this.enter}>
      <h2>What operators see needs the control token</h2>
      <p>It is the node’s setting <code>ROOMWIRE_CONTROL_TOKEN</code>. It stays in this tab. The pages above show what each
        system shows its own users, and do not need it.</p>
      <div class="row"><label>Control token <input name="token" type="password" required autocomplete="off"
        maxlength="512"></label><button class="main">Show the cluster</button></div>
      <p class="bad small" role="alert">${this.overview.refusal}</p>
    </form>`
  }

  enter(event) {
    event.preventDefault()
    this.overview.enter(event.target.elements.token.value.trim())
  }

  whole(now) {
    const { rates, stale, last } = this.overview
    const streams = now.streams.filter(it => it.stream.toLowerCase().includes(this.words.toLowerCase()))
    return html`
      <div class="stale" role="status">${stale ? html`<p class="notice">Nothing new since ${time(last)}: what is shown is how
        it was then.</p>` : ''}</div>
      <div class="stack" data-stale=${stale}>
        ${this.sums(now)}
        <div class="systems">${repeat(now.systems, it => it.name, it =>
          system(it, streams.filter(one => one.system === it.name), rates, this.words))}</div>
        <p class="row small"><label>Only streams with <input type="search" size="16" .value=${this.words} @input=${this.filter}
          placeholder="part of a name"></label>
          <span class="quiet">${now.left_out ? `${number(now.left_out)} less busy streams are not listed.`
            : 'Listed: what is watched, or had an event within the last minute.'}</span></p>
        <div class="health">${nodes(now.nodes)} ${redis(now.redis)}</div>
      </div>`
  }

  sums({ systems, nodes: all, redis: { state } }) {
    const ready = all.filter(it => it.state === 'ready').length
    const tile = (name, value, bad = false) => html`<div><dt class="quiet small">${name}</dt>
      <dd class=${bad ? 'bad' : ''}>${value}</dd></div>`
    return html`<dl class="card sums">
      ${tile('Viewers', number(sum(systems, 'viewers')))}
      ${tile('Events', rate(sum(systems, 'events_per_second')))}
      ${tile('Streams', number(sum(systems, 'streams')))}
      ${tile('Nodes ready', `${ready} of ${all.length}`, ready < all.length || !ready)}
      ${tile('Redis', state, state !== 'up')}
    </dl>`
  }

  /** With this page's own host, so that it works as it is copied. */
  append() {
    const token = this.overview.locked || control() ? ' -H "x-control-token: $CONTROL_TOKEN"' : ''
    const post = `curl -H 'Content-Type: application/json'${token} -d '{"name":"hello","data":{"n":1}}' ${location.origin}${TOPIC}`
    const watch = `curl -N${token} ${location.origin}${TOPIC}`
    const line = (label, text) => html`<div class="line"><pre role="group" aria-label=${label}>${text}</pre>
      <button @click=${() => copy(text)} aria-label=${'Copy: ' + label}>Copy</button></div>`
    return html`<section class="card stack append">
      <h2>Append from a terminal</h2>
      <p>This appends an event to the stream <code>topic:news</code>, which begins with its first event. See it arrive in the
        <a href="/inspector?stream=topic:news">Inspector</a>, or in another terminal:</p>
      ${line('Append an event', post)} ${line('Watch the stream', watch)}
      <p class="quiet small"><a href="/swagger-ui">All routes</a> · the module for pages: <a href="/room-events.js"
        >room-events.js</a></p>
    </section>`
  }
}

define('front', Front)
