import { html } from 'lit'
import { toast } from 'app/toasts.js'

const TRADE_MS = 2000
const TONES = { trade: 660, complete: 880, error: 220 }

/** What is said aloud of an event: by a toast, and where the user has switched it on by a tone or on his desktop. */
export class Signals {
  sound = false
  desktop = false
  #lastTrade = -TRADE_MS

  /** Of many trades in a short time only the first is told: the feed has them all. */
  tell(name, { type, data }) {
    const message = data?.message ?? ''
    if (type === 'trade') {
      if (performance.now() - this.#lastTrade < TRADE_MS) return
      this.#lastTrade = performance.now()
      this.#say('info', type, [name, String(data.action ?? 'trade').toUpperCase(), message])
    } else if (type === 'complete') {
      this.#say('success', type, [name, message])
    } else if (type === 'error') {
      this.#say('error', type, [name, message])
    }
  }

  #say(kind, type, parts) {
    toast(kind, parts.map((part, i) => html`${i ? ': ' : ''}<bdi>${part}</bdi>`))
    if (this.desktop) new Notification('Roomwire', { body: parts.join(': '), tag: type })
    if (this.sound) this.#beep(TONES[type])
  }

  #beep(hertz) {
    const tone = this.#audio.createOscillator(), volume = this.#audio.createGain()
    tone.frequency.value = hertz
    volume.gain.value = 0.05
    tone.connect(volume).connect(this.#audio.destination)
    tone.start()
    tone.stop(this.#audio.currentTime + 0.12)
  }

  #audio

  switchSound() {
    this.sound = !this.sound
    this.#audio ??= new AudioContext()
    if (this.sound) this.#beep(TONES.trade)
  }

  /** Gives false where the browser does not let it. */
  async switchDesktop() {
    this.desktop = !this.desktop && 'Notification' in window && await Notification.requestPermission() === 'granted'
    return this.desktop
  }
}
