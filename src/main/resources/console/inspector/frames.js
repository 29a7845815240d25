const LF = 10

/** Cuts bytes as they come into blocks, each with the empty line that ends it. Roomwire ends lines by LF alone. */
export class Cutter {
  rest = new Uint8Array(0)
  decoder = new TextDecoder()

  take(chunk) {
    const bytes = new Uint8Array(this.rest.length + chunk.length)
    bytes.set(this.rest)
    bytes.set(chunk, this.rest.length)
    const blocks = []
    let start = 0
    for (let at = 1; at < bytes.length; at++) {
      if (bytes[at] !== LF || bytes[at - 1] !== LF || at === start) continue
      blocks.push({ text: this.decoder.decode(bytes.subarray(start, at + 1)), bytes: at + 1 - start })
      start = at + 1
    }
    this.rest = bytes.slice(start)
    return blocks
  }
}

/** What a block says, as the HTML standard's 9.2.6 reads it; comments too, which an EventSource keeps to itself. */
export function parse({ text, bytes }) {
  const found = { text, bytes, comments: [] }
  for (const line of text.split('\n').filter(Boolean)) {
    const colon = line.indexOf(':'), name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (colon === 0) found.comments.push(value)
    else if (name === 'data') found.data = found.data === undefined ? value : found.data + '\n' + value
    else if (name === 'id' || name === 'event' || name === 'retry') found[name] = value
  }
  return found
}

/** What came in one block, and what it is to the one who inspects it. `position` is where the connection was before. */
export function frame(block, wrapped, position) {
  const found = parse(block), inner = wrapped ? unwrapped(found.data) : undefined
  const name = inner?.event ?? found.event ?? (found.data === undefined ? '' : typeOf(found.data))
  const kind = found.data === undefined ? (found.id !== undefined ? 'position' : found.retry ? 'retry' : 'comment')
    : name === 'stream_reset' ? 'reset' : found.id === undefined ? 'signal'
    : position === '' || Number(found.id) <= Number(position) ? 'greeting' : 'event'
  const id = kind === 'event' || kind === 'reset' ? Number(found.id) : undefined
  return { ...found, kind, name, eventId: id, payload: payload(found.data, wrapped) }
}

const parsed = text => { try { return JSON.parse(text) } catch { return undefined } }
const unwrapped = text => text === undefined ? undefined : parsed(text)

/** Unnamed events tell their name inside. */
const typeOf = text => {
  const { type } = parsed(text) ?? {}
  return typeof type === 'string' ? type : 'message'
}

/** The publisher's own data, without the envelope. */
function payload(text, wrapped) {
  const begin = wrapped ? text?.indexOf('"data":') ?? -1 : -1
  return begin < 0 ? text : text.slice(begin + 7, -1)
}

/** As Redis has it: an id is its entry's id as one number. */
export const redisId = id => `${Math.floor(id / 1000)}-${id % 1000}`

export const instant = id => Math.floor(id / 1000)
