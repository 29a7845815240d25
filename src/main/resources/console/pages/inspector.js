import { html } from 'lit'
import { asked, entitle, keep } from 'app/address.js'
import { controlHeaders } from 'app/control.js'
import { Element, define } from 'app/element.js'
import { chip } from 'app/parts.js'
import { ask, onChange, user } from 'app/session.js'
import { Comparison } from '../inspector/comparison.js'
import { detail, legend } from '../inspector/detail.js'
import '../inspector/list.js'
import { Prevs } from '../inspector/prevs.js'
import { SYSTEMS, isStream, isTopic, originOf } from '../inspector/routes.js'
import { frameRow, pairRow } from '../inspector/rows.js'
import { Tap } from '../inspector/tap.js'
import { notice, tools } from '../inspector/tools.js'
import { verdict } from '../inspector/words.js'

const STANDARD = 'topic:news'
const OVERVIEW = '/api/v1/ops/overview'

/** What a stream really sends: each block as it came, and the same on another node beside it. */
class Inspector extends Element {
  constructor() {
    super()
    this.known = []
    this.mistake = ''
    this.other = originOf(asked('other'))
    this.drawFrame = (row, picked, pick) => frameRow(row, { picked, pick, prev: this.prevs?.known.get(row.eventId),
      now: this.now })
    this.drawPair = (row, picked, pick) => pairRow(row, { picked, pick })
  }

  connectedCallback() {
    super.connectedCallback()
    const second = setInterval(() => this.requestUpdate(), 1000)
    this.onLeave(() => { clearInterval(second); this.leave() })
    let who = user()
    this.onLeave(onChange(() => {
      if (who !== user() && who && this.tap) this.show(this.stream, this.own)
      else if (['auth_failed', 'closed'].includes(this.tap?.state.name)) this.tap.open()
      who = user()
    }))
    this.begin()
  }

  /** Without a stream in the address: the busiest there is, where this node tells. */
  async begin() {
    const wanted = asked('stream')
    if (isStream(wanted)) this.show(wanted, this.asAsked(wanted))
    else if (wanted) this.mistake = mistake(wanted)
    const { streams = [] } = await ask('GET', OVERVIEW, undefined, controlHeaders()).catch(() => ({})) ?? {}
    this.known = streams.filter(it => isStream(it.stream)).sort((a, b) => b.events_per_second - a.events_per_second)
      .map(it => it.stream)
    if (!this.tap && !wanted) this.show(this.known[0] ?? STANDARD, isTopic(this.known[0] ?? STANDARD))
    this.requestUpdate()
  }

  asAsked(stream) { return asked('by') ? asked('by') === 'own' : isTopic(stream) }

  show(stream, own, from = '') {
    this.leave()
    Object.assign(this, { stream, own, mistake: '', picked: undefined })
    keep({ stream, by: own === isTopic(stream) ? '' : own ? 'own' : 'many' })
    entitle(`${stream} · Inspector`)
    this.prevs = isTopic(stream) ? new Prevs(stream, () => this.soon()) : undefined
    this.tap = new Tap({ stream, own, changed: () => this.changed(), heard: found => this.heard(found) })
    this.tap.open(from)
    this.requestUpdate()
  }

  leave() {
    this.tap?.close()
    this.prevs?.close()
    this.uncompare()
  }

  heard(found) {
    if (found.eventId !== undefined) this.prevs?.want(found.eventId)
    this.comparison?.take('a', found)
  }

  /** The other node begins where this one is, which has to be known first. */
  changed() {
    if (this.other && !this.second && this.tap.position) this.compare()
    this.soon()
  }

  compare() {
    this.uncompare()
    const { stream, own, other, tap } = this
    this.comparison = new Comparison()
    this.second = new Tap({ stream, own, base: other, changed: () => this.soon(),
      heard: found => this.comparison?.take('b', found) })
    this.second.open(tap.position)
  }

  uncompare() {
    this.second?.close()
    this.second = this.comparison = undefined
    if (this.picked?.verdict) this.picked = undefined
  }

  turn() {
    const taps = [this.tap, this.second].filter(Boolean)
    if (this.tap.state.name === 'paused') taps.forEach(tap => tap.open())
    else taps.forEach(tap => tap.pause())
  }

  resume(from) {
    this.querySelector('rw-inspector-list')?.release()
    this.uncompare()
    this.tap.open(from)
    this.changed()
  }

  clear() {
    this.querySelector('rw-inspector-list').release()
    this.tap.clear()
    if (this.second) this.compare()
  }

  choose(event) {
    event.preventDefault()
    const stream = event.target.elements.stream.value.trim()
    if (isStream(stream)) this.show(stream, isTopic(stream))
    else this.mistake = mistake(stream)
    this.requestUpdate()
  }

  /** Compares with another node; with none where `given` is empty. */
  beside(given) {
    this.other = originOf(given)
    this.mistake = given && !this.other ? 'That is no address such as http://localhost:8081.' : ''
    keep({ other: this.other })
    this.uncompare()
    this.changed()
    this.requestUpdate()
  }

  willUpdate() { this.now = Date.now() }

  render() {
    const { tap } = this
    return html`<div class="stack">
      <div class="row head"><h1>Inspector</h1>${this.chooser()} ${tap ? chip(tap.state, tap.last) : ''}</div>
      ${this.mistake ? html`<p class="notice bad text" role="alert">${this.mistake}</p>` : ''}
      ${tap ? this.whole(tap) : html`<p class="card empty">${this.mistake ? 'Choose a stream above.' : 'Looking for a stream …'}</p>`}
    </div>`
  }

  chooser() {
    return html`<form class="row grow" @submit=${this.choose}>
      <label class="grow">Stream <input class="grow mono" name="stream" list="streams" required autocomplete="off"
        spellcheck="false" .value=${this.stream ?? asked('stream')} placeholder="topic:news"></label>
      <datalist id="streams">${this.known.map(it => html`<option value=${it}></option>`)}</datalist>
      <button>Inspect</button></form>`
  }

  whole(tap) {
    return html`
      ${tools(this, tap)}
      <div class="notices">${notice(tap)}</div>
      <div class="panes">${this.second ? this.pairs() : this.frames(tap)} ${this.side()}</div>`
  }

  frames(tap) {
    return html`<rw-inspector-list class="card" label="Frames, newest first" .rows=${[...tap.rows]} .draw=${this.drawFrame}
      .name=${numberOf} empty="Nothing has come yet." @pick=${this.picks}></rw-inspector-list>`
  }

  pairs() {
    const { comparison, second, tap } = this
    return html`<section class="card stack pairs" aria-label="Two nodes side by side">
      <p class="summary ${comparison.wrong ? 'bad' : ''}">${verdict(comparison.counts)}</p>
      ${second.counts.resets || second.refusal ? html`<p class="notice bad">${second.refusal
        ? `The other node refused: ${second.refusal.status}.` : 'The other node does not have this position: it is too old, or that node'
        + ' uses another Redis.'}</p>` : second.reason ? html`<p class="notice text">The other node is not to be had: ${second.reason}
        A page may connect to it where its own node’s setting <code>roomwire.pages.connect</code> names that origin, and where
        <code>roomwire.cors.origins</code> there names this one.</p>` : ''}
      <div class="heads small"><span><span class="text">${location.host}</span> ${chip(tap.state)}</span><span></span>
        <span><span class="text">${this.other.replace(/^https?:\/\//, '')}</span> ${chip(second.state)}</span></div>
      <rw-inspector-list label="Events of both nodes, newest first" .rows=${[...comparison.rows]} .draw=${this.drawPair}
        .name=${idOf} empty="Nothing has come since." @pick=${this.picks}></rw-inspector-list>
    </section>`
  }

  picks(event) {
    this.picked = event.detail
    this.requestUpdate()
  }

  side() {
    const { picked, prevs, stream } = this, frame = picked?.verdict ? picked.a ?? picked.b : picked
    if (!frame || frame.mark) return legend()
    const prev = prevs?.known.get(frame.eventId)
    const before = prev === undefined ? undefined : this.tap.rows.some(row => row.eventId === prev)
    return html`<div class="stack">${picked.verdict === 'different' ? html`<pre class="card text bad">${picked.b.text}</pre>` : ''}
      ${detail(frame, { stream, prev, before, resume: id => this.resume(id) })}</div>`
  }
}

const numberOf = row => row.number, idOf = row => row.id

const mistake = text => html`“<bdi>${text.slice(0, 100)}</bdi>” is no stream. A stream is a system and a name,
  such as topic:news; systems are ${SYSTEMS.join(', ')}.`

define('inspector', Inspector)
