/** What rooms say and how viewers answer, without a page around it. */

const KINDS = {
  sender_type: ['user', 'agent'], visibility: ['public', 'private'],
  message_type: ['public_plain', 'public_mention_agent', 'private_agent_dm']
}
const MENTION = /@([A-Za-z0-9_]+)/g
const BEGUN_MENTION = /@([A-Za-z0-9_]*)$/

/** Whether this is a message; anything else that a stream or a route brings is dropped. */
export const isMessage = it => it !== null && typeof it === 'object'
  && ['id', 'room_id', 'user_session_id', 'sender_name'].every(name => typeof it[name] === 'string')
  && Object.entries(KINDS).every(([name, known]) => known.includes(it[name])) && Number.isFinite(it.created_ts_ms)

/** Whether a packet has what it always has. */
export const isPacket = it => it !== null && typeof it === 'object' && typeof it.room_id === 'string'
  && Number.isFinite(it.ts_ms) && ['trader', 'status', 'account', 'room_context'].every(name => it[name])
  && Array.isArray(it.positions) && Array.isArray(it.decisions_latest)

const at = it => Date.parse(it.decision.timestamp) || 0
const newestFirst = (a, b) => at(b) - at(a) || (b.decision.cycle_number ?? 0) - (a.decision.cycle_number ?? 0)

/**
 * The list with those decisions, newest first, each once: a decision never changes, but that its context may become
 * known. `meta` is that of the first one.
 */
export function withDecisions(list, decisions, meta) {
  const known = new Map(list.map(it => [it.key, it]))
  decisions.filter(it => it !== null && typeof it === 'object').forEach((decision, i) => {
    const key = `${decision.cycle_number ?? ''} ${decision.timestamp}`, old = known.get(key)
    const context = i === 0 ? meta : undefined
    if (!old || (context && !old.meta)) known.set(key, { key, decision, meta: context })
  })
  return [...known.values()].sort(newestFirst)
}

/** The name by which an agent is mentioned. */
export const handleOf = name =>
  String(name).toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'agent'

/** Who can be mentioned in the room of this agent. */
export const mentionable = agentName => [...new Map([['agent', 'the agent of this room'],
  [handleOf(agentName), String(agentName)]])].map(([handle, says]) => ({ handle, says }))

/** What a text for everybody is sent as. */
export function typeOf(text, agentName) {
  const handles = mentionable(agentName).map(it => it.handle)
  const mentioned = [...text.matchAll(MENTION)].some(([, name]) => handles.includes(name.toLowerCase()))
  return mentioned ? 'public_mention_agent' : 'public_plain'
}

/** The mention that is being written right before the caret; undefined where none is. */
export function begunMention(text, caret) {
  const found = BEGUN_MENTION.exec(text.slice(0, caret))
  return found ? { start: found.index, name: found[1].toLowerCase() } : undefined
}

const WORDS = {
  rate_limited: () => 'Too many messages in this room for one minute.',
  text_too_long: () => 'The text is too long: 600 characters are allowed.',
  invalid_text: () => 'There is no text in it.',
  invalid_mention_target: agentName => 'Only these can be mentioned here: '
    + mentionable(agentName).map(it => '@' + it.handle).join(', '),
  room_not_found: () => 'This room is not registered any more.',
  invalid_user_session_id: () => 'The session in this browser is not valid.'
}

/** Why something failed, for people; with what the node said. */
export function reasonOf(failure, agentName) {
  if (failure.status === undefined) return failure instanceof TypeError ? 'The node did not answer.' : failure.message
  const code = failure.body?.error ?? failure.message
  const said = WORDS[code]?.(agentName)
  return (said ? said + ' ' : '') + `(${failure.status} ${code})`
}
