import { number } from 'app/format.js'

/** What each kind of block is for. */
export const KINDS = {
  event: ['event', 'Kept in Redis and replayed to whoever resumes from before it.'],
  greeting: ['greeting', 'Sent to this connection alone. Its id is no new one: it says where the connection is.'],
  position: ['position', 'An id and nothing else: a browser stores it and tells its page nothing, so that a drop before the'
    + ' first event loses nothing.'],
  signal: ['signal', 'Has no id: it is never replayed, and a slow reader may not get it. Presence and typing are such.'],
  reset: ['stream_reset', 'The position asked for is gone. What came between requested_id and newest_id is lost to this'
    + ' client; what follows is live.'],
  comment: ['comment', 'Keeps proxies from closing a silent connection. A browser’s EventSource hides it.'],
  retry: ['retry', 'How long, in milliseconds, a browser waits before it opens the stream again. Drawn at random, so that a'
    + ' crowd does not come back all at once.'],
}

/** What each field is, where somebody looks at one frame. */
export const FIELDS = {
  id: 'Grows with each event of the stream and is never used again: milliseconds × 1000 + n. A client goes on after a drop'
    + ' by the last one it has.',
  redis: 'The entry that keeps it, in redis-cli:',
  prev: 'The id of the event before it in the stream. By this a node notices a hole, never by counting.',
  bytes: 'Of this block in the body. HTTP/1.1 adds a chunk’s length around it.',
  delay: 'From the id’s time to its arrival here: Redis’ clock against this machine’s.',
}

export const VERDICTS = { same: ['=', 'same'], waiting: ['…', 'waiting'], different: ['≠', 'different'],
  missing_a: ['←', 'missing here'], missing_b: ['→', 'missing there'] }

/** How two nodes compare, in a line. */
export const verdict = ({ same, waiting, different, missing_a: here, missing_b: there }) => [
  `Same so far: ${number(same)} ${same === 1 ? 'event' : 'events'}`,
  waiting && `${number(waiting)} on one side only yet`,
  different && `${number(different)} different`,
  here && `${number(here)} missing here`,
  there && `${number(there)} missing there`,
].filter(Boolean).join(' · ')
