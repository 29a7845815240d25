const key = encodeURIComponent

/** By system: the stream's own route, as its users open it. */
const OWN = {
  topic: id => `/api/v1/streams/topic:${key(id)}/events`,
  room: id => `/api/rooms/${key(id)}/events`,
  worklog: id => `/api/v1/rooms/${key(id)}/logs`,
  trading: id => `/api/trading/stream/${key(id)}`,
  project: id => `/api/persistent-chat/stream?projectId=${key(id)}`,
  dongle: id => `/api/v1/streams/dongles/${key(id)}/console`,
  group: id => `/api/v1/streams/groups/${key(id)}/console`,
}

export const SYSTEMS = Object.keys(OWN)

const parts = stream => [stream.slice(0, stream.indexOf(':')), stream.slice(stream.indexOf(':') + 1)]

/** Whether that can be the key of a stream that can be watched. */
export const isStream = text => /^[a-z]+:[A-Za-z0-9._:%-]{1,400}$/.test(text) && parts(text)[0] in OWN
export const isTopic = stream => stream.startsWith('topic:')

/** The route by which a stream is read: its own, or that for many streams, which says everything in an envelope. */
export const routeOf = (stream, own) => own ? OWN[parts(stream)[0]](parts(stream)[1])
  : '/api/v1/events?streams=' + key(stream).replaceAll('%3A', ':')

export const historyOf = stream => `/api/v1/streams/topic:${key(parts(stream)[1])}/history`

/** Adds to a query what is not empty. */
export function withQuery(path, values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString()
  return query ? path + (path.includes('?') ? '&' : '?') + query : path
}

/** An origin such as `http://localhost:8081`, or ''. */
export function originOf(text) {
  try {
    const { origin, protocol } = new URL(text)
    return protocol === 'http:' || protocol === 'https:' ? origin : ''
  } catch { return '' }
}
