import { Refused, call } from 'app/session.js'
import { backoff } from 'room-events'

const AT = '/api/persistent-chat'
const PATIENCE_MS = 10_000

export const streamOf = (project, instance) =>
  `${AT}/stream?` + query({ projectId: project, client_instance_id: instance })
export const preflightOf = project => `${AT}/stream?` + query({ projectId: project })

/** `wish`: `before`, `after_seq`, `limit`. Newest first. */
export const history = (project, wish) => get('/messages', { project_id: project, ...wish })
export const search = (project, wish) => get('/search', { project_id: project, ...wish })
export const present = project => get('/presence', { project_id: project })
export const marks = project => get('/read', { project_id: project })

export const tell = (project, status) => call('POST', AT + '/presence', { project_id: project, status })
export const mark = (project, seq) => call('PUT', AT + '/read', { project_id: project, read_up_to_seq: seq })
export const post = message => within(call('POST', AT + '/messages', {
  project_id: message.project_id, text: message.text, mode: message.mode, target: message.target,
  client_msg_id: message.client_msg_id,
}))

/** A page that goes away cannot wait for an answer; and the user who leaves may not be the one who is here now. */
export function leave(project, token) {
  fetch(AT + '/presence', {
    method: 'POST', keepalive: true,
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + token },
    body: JSON.stringify({ project_id: project, status: 'offline' }),
  }).catch(() => { /* the lease runs out by itself */ })
}

/** Whether the same may go well later. */
export const passes = failure =>
  !(failure instanceof Refused) || failure.status >= 500 || [408, 425, 429].includes(failure.status)

/** Tries until it goes well, is refused for good, or `goesOn` says no more; tells of each failure. */
export async function insist(task, goesOn, failed) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task()
    } catch (failure) {
      if (!goesOn() || !passes(failure)) throw failure
      failed(failure)
      await pause(backoff(attempt, 1000, 15_000))
      if (!goesOn()) throw failure
    }
  }
}

export const pause = ms => new Promise(done => setTimeout(done, ms))

const get = (path, values) => within(call('GET', AT + path + '?' + query(values)))

/** A connection that has silently died must not hold up what waits behind it. */
const within = answer => Promise.race([answer, pause(PATIENCE_MS).then(() => {
  throw new Error('No answer within 10 s')
})])

const query = values => String(new URLSearchParams(
  Object.entries(values).filter(([, value]) => value !== undefined && value !== '')))
