/** One shape for a message, whichever way it came. `source` says which; `raw` is what came. */

export const fromEvent = (data, source) => ({
  id: data.messageId, seq: data.seq, client_msg_id: data.client_msg_id, project_id: data.projectId,
  user_id: data.userId, text: data.content?.text ?? '', message_type: data.content?.type ?? 'user',
  mode: data.content?.mode, actor_type: data.content?.actor_type, target: data.target,
  created_at: data.timestamp, updated_at: data.timestamp, parent_id: data.thread?.parentId,
  build_id: data.metadata?.build_id, response_data: data.metadata?.response_data,
  source, raw: data,
})

/** The history has that shape already. */
export const fromHistory = data => ({ ...data, source: 'history', raw: data })

/** Shown before anybody has stored it; without a `seq`, so that it comes last. */
export function optimistic(project, user, { text, mode, target }) {
  const id = newId(), now = new Date().toISOString()
  return {
    id, client_msg_id: id, project_id: project, user_id: user, text, message_type: 'user', mode, target,
    actor_type: 'client', created_at: now, updated_at: now, source: 'optimistic', state: 'sending', shownAt: Date.now(),
  }
}

export const keyOf = message => message.client_msg_id ?? message.id

/** Unlike `crypto.randomUUID` this exists on plain HTTP too. */
export const newId = () => 'web_' + Date.now() + '_' + [...crypto.getRandomValues(new Uint8Array(8))]
  .map(byte => byte.toString(16).padStart(2, '0')).join('')
