import { ask } from 'app/session.js'

/**
 * Who chats here: a session, which is the key to the private chat and so is never shown whole or put into a link, and
 * a nickname. Both stay in this browser.
 */
const SESSION = 'user_session_id', NICKNAME = 'user_nickname', USABLE = /^[\w.-]{1,200}$/
const kept = new Map()

function read(name) {
  try { return localStorage.getItem(name) ?? kept.get(name) ?? '' } catch { return kept.get(name) ?? '' }
}

function write(name, value) {
  kept.set(name, value)
  try { localStorage.setItem(name, value) } catch { /* holds for this page */ }
}

export const session = () => USABLE.test(read(SESSION)) ? read(SESSION) : ''
export const nickname = () => read(NICKNAME)

/** Takes another name, tidied as nodes do it; a blank one changes nothing. */
export function rename(text) {
  const name = text.trim().replace(/\s+/g, ' ').slice(0, 24)
  if (name) write(NICKNAME, name)
}

/** Asks for a session unless there is one. Another tab may have been given one in the meantime: then that is taken. */
export async function enter() {
  if (session()) return
  const { data } = await ask('POST', '/api/chat/session/bootstrap', nickname() ? { user_nickname: nickname() } : {})
  if (session()) return
  write(SESSION, data.user_session_id)
  write(NICKNAME, data.user_nickname)
}
