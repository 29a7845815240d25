/**
 * Live streams of Roomwire in a browser: EventSource, and what EventSource lacks.
 *
 * ```js
 * import { openStream, openStreams, merge } from '/room-events.js'
 *
 * let chat = []
 * const room = openStream('/api/rooms/t_001/events', {
 *   events: {
 *     chat_public_append: data => { chat = merge(chat, data.message, { order: 'created_ts_ms', last: 200 }); draw() },
 *     stream_reset: () => loadAgain(),
 *   },
 *   onState: state => show(state.name),
 * })
 *
 * const many = openStreams({ token: () => jwt, onState: state => show(state.name) })
 * const model = many.add('trading:17', { events: { trade: event => toast(event.data.message) } })
 * model.close()
 * ```
 */

/** Opens one stream by its URL, at once. */
export function openStream<E extends object = AnyEvents>(url: string, options?: StreamOptions<E>): Feed<E>

/** Many streams over one connection at a time; opens with the first stream. */
export function openStreams(options?: BundleOptions): Bundle

/**
 * What a page is shown of a connection.
 *
 * | name           | means                                                                 | left by       |
 * |----------------|-----------------------------------------------------------------------|---------------|
 * | `connecting`   | opened, or opened again by the page; nothing heard yet                | itself        |
 * | `connected`    | live                                                                  | a drop        |
 * | `reconnecting` | the `attempt`th try since it was last live                            | itself        |
 * | `rate_limited` | refused for now; tries again in `retryAfter` s, told anew each second | itself        |
 * | `auth_failed`  | 401 or 403, also with a renewed token; nothing is tried any more      | `reconnect()` |
 * | `closed`       | over, `reason` says why; nothing is tried any more                    | `reconnect()` |
 */
export type State =
  | { readonly name: 'connecting' }
  | { readonly name: 'connected' }
  | { readonly name: 'reconnecting', readonly attempt: number }
  | { readonly name: 'rate_limited', readonly retryAfter: number }
  | { readonly name: 'auth_failed', readonly status: 401 | 403 }
  | { readonly name: 'closed', readonly reason: CloseReason, readonly status?: number }

/**
 * `closed`: by the page. `attempts`: `maxAttempts` were in vain. `refused`: the server says that trying again is of no
 * use, by `status` (such as 404). `replaced`: by a connection of the same `client_instance_id`.
 */
export type CloseReason = 'closed' | 'attempts' | 'refused' | 'replaced'

/** What is known of an event beside its data. */
export interface Info {
  /** The event's name; of an unnamed event its data's `type`, else `message`. */
  readonly name: string
  /** Where the connection, or in a bundle the stream, is after this event; empty when that is not known yet. */
  readonly position: string
  /** The event's own id. Known in bundles only, and only of events that are kept. */
  readonly id?: number
  /** Of a bundle: the stream. */
  readonly stream?: string
  /** The data as it came; of a bundle, with the envelope around it. */
  readonly raw: string
}

export type Handler<D> = (data: D, info: Info) => void

/** Handlers by event name. `*` gets all that is heard: in bundles every event, else those that somebody named. */
export type Handlers<E> = { [N in keyof E]?: Handler<E[N]> } & { '*'?: Handler<unknown> }

/** Gives the token for the next connection, or nothing. `renew`: the last one was refused, a kept one will not do. */
export type TokenSource = (renew: boolean) => string | null | undefined | Promise<string | null | undefined>

export interface LinkOptions {
  onState?: (state: State) => void
  /** A payload that is no JSON. The event is skipped, its position is not. Default: a warning on the console. */
  onError?: (error: Error, info: Info) => void
  /** Asked before every connection that the module opens; sent as `?token=`. When it throws, it is asked later. */
  token?: TokenSource
  /** Sends cookies to another origin. */
  withCredentials?: boolean
  /** Tries since it was last live, or the machine online; then `closed`, by reason `attempts`. Default: no end. */
  maxAttempts?: number
  /** The longest wait before the first try, in ms; it doubles, and each wait is drawn from 0 on. Default 1000. */
  backoff?: number
  /** What the longest wait grows to, in ms. Default 30000. */
  cap?: number
}

export interface StreamOptions<E extends object = AnyEvents> extends LinkOptions {
  events?: Handlers<E>
  /** Where to go on from, by an earlier `position`; wins over `store`. */
  lastEventId?: string | number
  /**
   * A URL that is asked by POST before every connection, as project chats have it, for what EventSource cannot see: 401
   * and 403, 404, 429 with its `Retry-After`. The token goes along as `Authorization: Bearer`.
   */
  preflight?: string
  /** Where the position is kept for a refreshed page and for fresh tabs. */
  store?: Store
}

/**
 * A key of sessionStorage and localStorage, such as `last-seq:mia:p1`, and the BroadcastChannel on which tabs tell each
 * other `{type:'seq', seq}`; by default of the same name. It only says where a page begins that has received nothing
 * yet: such a page has to load what is older by HTTP. A tab that has a position never takes another's.
 */
export type Store = string | { key: string, channel?: string }

export interface Feed<E extends object = AnyEvents> {
  readonly state: State
  /** The last id that this tab has received, for `lastEventId`; empty when it knows of none. */
  readonly position: string
  /** The newest position that any tab of the store has told of. */
  readonly shared: string
  /** Adds a handler; returns what removes it. */
  on<N extends keyof E & string>(name: N, handler: Handler<E[N]>): () => void
  on(name: string, handler: Handler<any>): () => void
  /** Drops the connection if there is one and opens it anew at once, from `position` or from the one given. */
  reconnect(lastEventId?: string | number): void
  /** Closes the connection. The position stays, so that `reconnect()` goes on where it was: a pause. */
  close(): void
}

export interface BundleOptions extends LinkOptions {
  /** Default `/api/v1/events`. */
  url?: string
  /** As for one stream; each keeps its own position, under `key:stream`, and tells it on `channel:stream`. */
  store?: Store
}

export interface Bundle {
  /** Of the connection that is live, else of the one that is being opened. Closed while there are no streams. */
  readonly state: State
  /** As they were added. */
  readonly streams: readonly string[]
  /**
   * Adds a stream by its name, such as `topic:news`, `room:t_001`, `worklog:7b1c`, `trading:17`, `project:p1`,
   * `dongle:d1` or `group:g1`; up to 50, and each once. The others lose and repeat nothing: a second connection is
   * opened from all positions, and the first one is closed when that is live. A stream that is refused ends, by its own
   * state, and leaves the others alone; where all are, the bundle's state tells it, and `reconnect()` tries again.
   *
   * It brings events only, not what a stream's own route greets with: no first `stream_packet`, no `connected`, no
   * `connection.established`, no `heartbeat`; and what a project's own route replays comes as `message.new`.
   */
  add<S extends string>(stream: S, options?: SubscriptionOptions<EventsOf<S>>): Subscription<EventsOf<S>>
  reconnect(): void
  /** Closes the connection and all subscriptions. */
  close(): void
}

export interface SubscriptionOptions<E extends object = AnyEvents> {
  events?: Handlers<E>
  /** Of the connection that carries the stream; its own when the stream is refused. */
  onState?: (state: State) => void
  lastEventId?: string | number
}

export interface Subscription<E extends object = AnyEvents> {
  readonly stream: string
  readonly state: State
  readonly position: string
  on<N extends keyof E & string>(name: N, handler: Handler<E[N]>): () => void
  on(name: string, handler: Handler<any>): () => void
  /** Nothing more is heard of the stream from now on. */
  close(): void
}

// ---------------------------------------------------------------------------------------------------------------------
// Lists. Pure: they return a new list and change nothing that they are given.

export interface MergeOptions<T> {
  /** The members that identify an entry: those that share one are the same. Default `['id', 'client_msg_id']`. */
  ids?: readonly (keyof T & string)[]
  /**
   * The member by which entries are sorted, ascending, or a comparison. Entries without that member are optimistic:
   * they come last, as they were added, and never replace one that has it. Default: as they came.
   */
  order?: (keyof T & string) | ((a: T, b: T) => number)
  /** A member that says which of two copies is newer. Default: the one that is added. */
  version?: keyof T & string
  /** Only so many at the end of the list are kept. */
  last?: number
}

/** The list with the entries added, or put in the place of older copies of themselves. */
export function merge<T extends object>(list: readonly T[], added: T | readonly T[], options?: MergeOptions<T>): T[]

/** The list without the entry of that id or `client_msg_id`, such as an optimistic one that could not be sent. */
export function drop<T extends object>(list: readonly T[], id: unknown, ids?: readonly (keyof T & string)[]): T[]

/** How long to wait before a try, in ms: drawn between 0 and `first * 2^(attempt - 1)`, at most `cap`. */
export function backoff(attempt: number, first?: number, cap?: number, random?: () => number): number

// ---------------------------------------------------------------------------------------------------------------------
// What the five systems send. Times are ISO 8601 in UTC, but for `…_ms`: milliseconds since 1970.

/**
 * Everything by system and name; names such as `log` and `connected` mean another payload in another system. Plain
 * streams are none of these: their names and payloads are the publisher's.
 */
export interface Systems {
  room: RoomEvents
  worklog: WorklogEvents
  trading: TradingEvents
  project: ProjectEvents
  console: ConsoleEvents
}

/** Every event of every system, told apart by `system` and `name`. */
export type RoomwireEvent = {
  [S in keyof Systems]: { [N in keyof Systems[S]]: { system: S, name: N, data: Systems[S][N] } }[keyof Systems[S]]
}[keyof Systems]

/** Payloads by name over all systems; a name that several systems have gives the union of theirs. */
export type EventsByName = {
  [N in RoomwireEvent['name']]: Extract<RoomwireEvent, { name: N }>['data']
}

/** For streams whose system is not told, and for plain ones. */
export type AnyEvents = { [name: string]: any }

/** By a stream's name: `room:…` has the events of rooms, and so on. */
export type EventsOf<S extends string> =
  S extends `room:${string}` ? RoomEvents
  : S extends `worklog:${string}` ? WorklogEvents
  : S extends `trading:${string}` ? TradingEvents
  : S extends `project:${string}` ? ProjectEvents
  : S extends `dongle:${string}` | `group:${string}` ? ConsoleEvents
  : AnyEvents

/** What every system may send. After `unavailable` and `rate_limited` the stream ends; states tell of them. */
export interface CommonEvents {
  stream_reset: StreamReset
  /** Where the stream begins, for who asks with an empty `last_event_id`; its id is all that it brings. */
  position: Record<string, never>
  unavailable: { type: 'unavailable', reason: string, ts: string }
  rate_limited: RateLimited | ConnectionLimit
}

/** The position is gone: what came between `requested_id` and `newest_id` is lost to this client. */
export interface StreamReset {
  type: 'stream_reset'
  reason: 'history_unavailable' | 'buffer_cleared'
  /** A vector, as text, where the connection carries several streams and the vector was of another length. */
  requested_id: number | string
  oldest_id: number
  newest_id: number
  ts: string
}

export interface RateLimited {
  type: 'rate_limited'
  reason: string
  current?: number
  max?: number
  ts: string
}

/** Of project chats. */
export interface ConnectionLimit {
  error: 'CONNECTION_LIMIT_REACHED'
  reason: string
  message: string
  current_connections: number
  max_connections: number
  retry_after_ms: number
  suggestions: string[]
  timestamp: string
}

// Rooms

export interface RoomEvents extends CommonEvents {
  stream_packet: StreamPacket
  stream_packet_error: { error: string }
  decision: DecisionEvent
  chat_public_append: ChatPublicAppend
  chat_private_append: ChatPrivateAppend
}

export interface StreamPacket {
  schema_version: 'room.stream_packet.v1'
  room_id: string
  ts_ms: number
  trader: { trader_id: string, trader_name: string, exchange_id: string | null, is_running: boolean }
  room_context: {
    data_readiness: DataReadiness | null
    market_overview_brief: string | null
    news_digest_titles: string[]
    [more: string]: unknown
  }
  market_overview: { source_kind: string | null, brief: string | null, status: unknown }
  market_breadth: { source_kind: string | null, summary: unknown, breadth: unknown, status: unknown }
  news_digest: { source_kind: string | null, titles: string[], status: unknown }
  status: {
    trader_id: string
    trader_name: string
    ai_model: string | null
    is_running: boolean
    start_time: string | null
    runtime_minutes: number
    call_count: number
    initial_balance: number
    scan_interval: unknown
    market_gate: Record<string, unknown>
    [more: string]: unknown
  }
  account: {
    total_equity: number
    wallet_balance: number
    unrealized_profit: number
    available_balance: number
    total_pnl: number
    total_pnl_pct: number
    initial_balance: number
    daily_pnl: number
    position_count: number
    margin_used: number
    margin_used_pct: number
  }
  positions: Position[]
  /** Newest first. */
  decisions_latest: Decision[]
  decision_latest: Decision | null
  public_chat_preview: {
    room_id: string
    visibility: 'public'
    messages: ChatMessage[]
    count: number
    last_ts_ms: number | null
  }
  decision_audit_preview: AuditRecord | null
  decision_meta: DecisionMeta | null
  thinking_symbol_live: string | null
  thinking_symbol_live_ts_ms: number | null
  runtime: { state: string, metrics: Record<string, unknown> }
  files: Record<string, unknown>
}

export interface Position {
  symbol: string
  side: 'LONG' | 'SHORT'
  entry_price: number
  mark_price: number
  quantity: number
  leverage: number
  unrealized_pnl: number
  unrealized_pnl_pct: number
  liquidation_price: number
  margin_used: number
}

export interface Decision {
  timestamp: string
  cycle_number?: number
  system_prompt?: string
  input_prompt?: string
  cot_trace?: string
  reasoning_steps_cn?: string[]
  decision_json?: string
  decision_source?: string
  account_state: {
    total_balance: number
    available_balance: number
    total_unrealized_profit: number
    position_count: number
    margin_used_pct: number
  }
  positions: Position[]
  candidate_coins: string[]
  decisions: DecisionAction[]
  execution_log: string[]
  success: boolean
  error_message?: string
}

export interface DecisionAction {
  action: string
  symbol: string
  quantity: number
  executed?: boolean
  price: number
  confidence?: number
  reasoning?: string
  order_id?: string | number
  timestamp?: string
  success: boolean
  leverage?: number
}

export interface DecisionMeta {
  saved_ts_ms: number
  decision_ts: string | number | null
  cycle_number: number | null
  thinking_symbol: string | null
  forced_hold?: boolean | null
  data_readiness?: DataReadiness | null
  session_gate?: unknown
  market_overview?: unknown
  market_breadth?: unknown
  news_digest?: unknown
}

export interface DataReadiness {
  level: 'OK' | 'WARN' | 'ERROR'
  reasons?: string[]
}

/** Not sent by itself: part of packets, and of the audit's HTTP answers. */
export interface AuditRecord {
  schema_version: 'agent.decision_audit.v1'
  trader_id: string
  day_key: string
  saved_ts_ms: number
  timestamp: string | null
  cycle_number: number | null
  symbol: string | null
  action: string | null
  decision_source: string | null
  forced_hold: boolean | null
  order_executed: boolean | null
  position_shares_on_symbol: number | null
  hold_semantics: 'no_position_no_order' | 'keep_existing_position' | null
  data_readiness: DataReadiness | null
  session_gate: unknown
  market_overview: unknown
  market_breadth: unknown
  news_digest: unknown
  live_files: unknown
}

export interface DecisionEvent {
  schema_version: 'room.decision_event.v1'
  room_id: string
  ts_ms: number
  decision: Decision
  decision_meta: DecisionMeta | null
}

export interface ChatPublicAppend {
  schema_version: 'room.chat_public_append.v1'
  room_id: string
  ts_ms: number
  message: ChatMessage
  agent_reply?: ChatMessage | null
}

export interface ChatPrivateAppend {
  schema_version: 'room.chat_private_append.v1'
  room_id: string
  user_session_id: string
  ts_ms: number
  message: ChatMessage
  agent_reply?: ChatMessage | null
}

export interface ChatMessage {
  id: string
  room_id: string
  user_session_id: string
  sender_type: 'user' | 'agent'
  sender_name: string
  visibility: 'public' | 'private'
  message_type: 'public_plain' | 'public_mention_agent' | 'private_agent_dm'
  text: string
  created_ts_ms: number
  agent_message_kind?: 'reply' | 'proactive' | 'narration'
  generation_source?: string
  generation_reason?: string
  generation_tone?: string
}

// Work logs

export interface WorklogEvents extends CommonEvents {
  connected: { roomId: string, timestamp: string }
  log: LogLine
  heartbeat: { timestamp: string }
}

export interface LogLine {
  timestamp: string
  agentType: 'story' | 'asset' | 'code' | 'deploy' | 'orchestrator'
  level: 'info' | 'warn' | 'error' | 'success'
  message: string
  metadata?: Record<string, unknown>
}

// Trading: unnamed on the wire, so their name is their `type`. Other types pass too.

export interface TradingEvents extends CommonEvents {
  connected: TradingEvent<'connected', { model_id: number, message: string }> & { model_id: number }
  status: TradingEvent<'status'>
  session_start: TradingEvent<'session_start', { message: string, date?: string }>
  thinking: TradingEvent<'thinking', { message: string, step?: number }>
  ai_response: TradingEvent<'ai_response'>
  tool_use: TradingEvent<'tool_use', { message: string, tools?: string[] }>
  terminal: TradingEvent<'terminal'>
  progress: TradingEvent<'progress', { message: string, progress: number }>
  trade: TradingEvent<'trade', Trade>
  session_complete: TradingEvent<'session_complete', { message: string, date?: string }>
  complete: TradingEvent<'complete', { message: string, trades?: number, final_value?: number }>
  error: TradingEvent<'error'>
  /** Each of them too. */
  message: TradingEvent<string, any>
}

export interface TradingEvent<T extends string, D = { message: string }> {
  type: T
  /** With microseconds, and with its zone: `+00:00`. */
  timestamp: string
  data: D
}

export interface Trade {
  action: 'buy' | 'sell' | 'hold'
  message?: string
  symbol?: string
  amount?: number
  price?: number
  reasoning?: string
}

// Project chats

export interface ProjectEvents extends CommonEvents {
  'connection.established': { projectId: string, from_seq: number, connection_id: string, timestamp: string }
  'message.new': ProjectMessage
  'message.replay': ProjectMessage
  /** More was missed than is replayed; the rest is in the history after `lastReplayedSeq`. */
  'replay.end': { message: string, lastReplayedSeq: number, projectId: string, totalAvailable: number }
  'presence.updated': {
    projectId: string
    user: { userId: string, userType: string, isTyping: boolean, lastSeen: number, isOnline: boolean }
    event: 'heartbeat' | 'user_left' | (string & {})
    timestamp: string
  }
  typing: { projectId: string, userId: string, userType: string, isTyping: boolean, timestamp: string }
  /** The stream's end follows; the state tells of it too: `closed` of `replaced`, `auth_failed` of `access_revoked`. */
  server_close: { reason: 'replaced' | 'access_revoked', timestamp: number }
  /** What services send of their own accord; nothing keeps it. */
  [signal: `${'build' | 'plan' | 'assistant' | 'task'}.${string}`]: any
}

export interface ProjectMessage {
  seq: number
  messageId: string
  client_msg_id: string
  projectId: string
  userId: string
  content: {
    text: string
    type: 'user' | 'assistant' | 'system'
    mode: 'plan' | 'build' | 'unified'
    actor_type: 'client' | 'assistant' | 'advisor'
  }
  timestamp: string
  metadata: { build_id: string | null, response_data: any }
  thread?: { parentId: string }
  target?: 'team' | 'ai'
}

// Live console: dongles and groups

export interface ConsoleEvents extends CommonEvents {
  can_frame: CanFrame
  presence: { type: 'presence', dongle_id: string, online: boolean, agent_id: string, seen_at: string }
  command_status: CommandStatus
  group_state: GroupState
  log: ConsoleLog
}

export interface CanFrame {
  type: 'can_frame'
  dongle_id: string
  group_id?: string
  /** Of a dongle's stream rx or tx, of a group's a_to_b or b_to_a. */
  direction: 'rx' | 'tx' | 'a_to_b' | 'b_to_a'
  bus?: string
  /** The same as `can_id`. */
  id: string
  can_id: string
  is_extended: boolean
  dlc: number
  /** Pairs of digits, with or without spaces. */
  data_hex: string
  ts: string
}

export interface CommandStatus {
  type: 'command_status'
  command_id: string
  status: 'queued' | 'running' | 'ok' | 'error' | 'timeout' | 'cancelled'
  dongle_id: string
  command_target: 'agent' | 'dongle'
  command_source: string
  started_at?: string
  completed_at?: string
  exit_code?: number
  stdout?: string
  stderr?: string
  truncated: boolean
}

export interface GroupState {
  type: 'group_state'
  group_id: string
  mode: 'INACTIVE' | 'ACTIVE' | 'DEGRADED'
  offline_side: 'A' | 'B' | 'BOTH' | null
  buffered_frames_a_to_b: number
  buffered_frames_b_to_a: number
  ts: string
}

export interface ConsoleLog {
  type: 'log'
  level: 'info' | 'warn' | 'error'
  message: string
  code: 'SAMPLING_CHANGE' | 'BUFFER_PRESSURE' | (string & {})
  ts: string
}
