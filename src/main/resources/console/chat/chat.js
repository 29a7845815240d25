import { newId } from './message.js'
import { People } from './people.js'
import { Reading } from './reading.js'
import { Sender } from './sender.js'
import { Talk } from './talk.js'

const MOST_SIGNALS = 20

/** One user's view of one project: what is said, who is there, what is read. `changed()` asks to be shown again. */
export class ProjectChat {
  signals = []
  /** How long the last message of one's own took to be heard. */
  echo
  #last = ''

  constructor(project, user, changed) {
    this.project = project
    this.user = user
    this.instance = newId()
    this.people = new People(project, user, changed)
    this.reading = new Reading(project, user, changed)
    this.talk = new Talk(project, this.instance, {
      changed,
      state: state => this.#stated(state.name),
      said: messages => messages.forEach(message => this.#said(message)),
      signal: (name, data) => this.#signal(name, data, changed),
      presence: data => this.people.presence(data),
      typing: data => this.people.typed(data),
    })
    this.sender = new Sender(this.talk)
  }

  get unread() { return this.reading.unread(this.talk.list) }

  send(wish) {
    this.people.rest()
    this.sender.send(this.project, this.user, wish)
  }

  /** The user sees the end of the list. */
  saw() {
    if (this.talk.state.name === 'connected' && this.talk.newest) this.reading.saw(this.talk.newest)
  }

  close() {
    this.sender.close()
    this.people.close()
    this.reading.close()
    this.talk.close()
  }

  #stated(name) {
    if (name === this.#last) return
    this.#last = name
    for (const each of [this.people, this.reading]) {
      if (name === 'connected') each.connected()
      else each.disconnected()
    }
  }

  #said(message) {
    this.people.said(message.user_id)
    const shown = message.user_id === this.user ? this.talk.find(message.client_msg_id) : undefined
    if (shown?.shownAt && !shown.seq) this.echo = Date.now() - shown.shownAt
  }

  #signal(name, data, changed) {
    this.signals = [{ name, data, at: Date.now() }, ...this.signals].slice(0, MOST_SIGNALS)
    changed()
  }
}
