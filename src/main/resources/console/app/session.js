/**
 * Who the user is. In the demo run the node gives a token to whoever asks; elsewhere the user brings one. It stays in
 * this tab's session storage and is never put into a link that is shown.
 */
const KEY = 'roomwire.token', NAME = 'roomwire.user', changes = new EventTarget()
const DEMO_USER = 'demo'
/** Whether the node said that it gives no tokens, so that it is not asked before every call. */
let giver = true

export const user = () => claims(sessionStorage.getItem(KEY))?.sub ?? ''
export const held = () => sessionStorage.getItem(KEY) ?? ''
export const onChange = listener => {
  changes.addEventListener('change', listener)
  return () => changes.removeEventListener('change', listener)
}

/** A token that is still valid for a minute, or '' where the user has to bring one. */
export async function token() {
  const expires = claims(held())?.exp ?? 0
  if (held() && (!expires || expires * 1000 > Date.now() + 60_000)) return held()
  return await signIn(sessionStorage.getItem(NAME) || DEMO_USER)
}

/** For streams: another token than the one that was refused, where the node gives them. */
export const fresh = renew => renew ? signIn(user() || DEMO_USER) : token()

/** Asks the demo run for another token; '' where there is no demo run. */
export async function signIn(sub) {
  if (!giver) return held()
  const answer = await fetch('/api/dev/token', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ sub })
  }).catch(() => undefined)
  giver = answer?.status !== 404
  if (!answer?.ok) return held()
  sessionStorage.setItem(NAME, sub)
  bring((await answer.json()).token)
  return held()
}

/** Takes a token that the user brings; '' forgets it. */
export function bring(text) {
  if (text) sessionStorage.setItem(KEY, text)
  else sessionStorage.removeItem(KEY)
  changes.dispatchEvent(new Event('change'))
}

function claims(text) {
  try {
    const bytes = Uint8Array.from(atob(text.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch { return undefined }
}

let ahead = 0

/** The node's time as its last answer told it, to the second below: to compare with the times of events. */
export const serverNow = () => Date.now() + ahead

/** What a route refused; `retryAfter` is in seconds, 0 where the node does not say. */
export class Refused extends Error {
  constructor(status, body, retryAfter = 0) {
    super(words(body) || 'The node answered ' + status)
    this.status = status
    this.body = body
    this.retryAfter = retryAfter
  }
}

/** Calls a route with the user's token and gives its JSON; fails with Refused. */
export async function call(method, path, body, headers = {}) {
  const bearer = await token()
  return ask(method, path, body, { ...(bearer ? { Authorization: 'Bearer ' + bearer } : {}), ...headers })
}

/** The same for routes that know no users. */
export async function ask(method, path, body, headers = {}) {
  const answer = await fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body)
  })
  ahead = (Date.parse(answer.headers.get('Date')) || Date.now()) - Date.now()
  const text = await answer.text()
  const json = parsed(text)
  if (!answer.ok) throw new Refused(answer.status, json ?? text, Number(answer.headers.get('Retry-After')) || 0)
  return json
}

const parsed = text => { try { return JSON.parse(text) } catch { return undefined } }

/** The five systems word their errors differently. */
const words = body => typeof body === 'string' ? body.slice(0, 200)
  : [body?.message, body?.error?.message, body?.error, body?.detail, body?.code].find(it => typeof it === 'string') ?? ''
