-- Stores frames behind all others of their direction and wakes whoever reads them. What lies beyond the bounds is
-- dropped first and last, also where there is nothing to store.
--
-- KEYS     1  the frames: a stream whose entry ids are <seq>-<time in ms>
--          2  what is known of them, as long as there is the group: a hash of
--             seq      the last number given
--             acked    all frames up to this one were acknowledged
--             by       how the last agent acknowledged: message or pong
--             epoch    who reads
--             kept     frames that the stream should have
--             dropped  frames that went unacknowledged, ever
--             writer, batch  the last batch stored
--          the stream's channel is named by what precedes and encloses their hash tag
-- ARGV     1  frames kept
--          2  age kept, ms
--          3  floor: the highest number of this direction that the node has seen
--          4  the node
--          5  the batch's number, growing per node
--          6  the node's clock, Unix us
--          7  the message that wakes
--          8+ per frame: dongle, target dongle, frame
-- returns  {seq of the newest frame, frames kept, frames dropped since the last call}, or {0} when the node has stored
--          a later batch: nothing was changed

-- Numbers fit a double exactly; '%d' keeps Lua from writing them with an exponent.
local call, format = redis.call, string.format
local frames, known = KEYS[1], KEYS[2]
local first_frame = 8
local stores = #ARGV >= first_frame

local seq, kept, writer, batch = unpack(call('HMGET', known, 'seq', 'kept', 'writer', 'batch'))
seq, kept = tonumber(seq), tonumber(kept)

-- A batch that the node has given up may come late, by a connection that it believes is closed.
if stores and writer == ARGV[4] and tonumber(batch) >= tonumber(ARGV[5]) then
  return {0}
end

local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if not seq and not stores then
  return {'0', 0, 0}
end
-- A failover may have lost the last numbers, or all, and who gave them: each batch begins at the time, above all that were
-- given before, whoever gives them. The node's time and not that of Redis, which after a failover is another server's; and
-- above all that the node has seen.
local floor = tonumber(ARGV[3])
if not seq then
  call('HSET', known, 'acked', ARGV[3])
end
seq = math.max(seq or 0, floor, stores and tonumber(ARGV[6]) or 0)

-- What expired as a whole.
local dropped = math.max(0, (kept or 0) - call('XLEN', frames))

if stores then
  for i = first_frame, #ARGV, 3 do
    seq = seq + 1
    call('XADD', frames, format('%d-%d', seq, now), 'dongle', ARGV[i], 'target', ARGV[i + 1], 'frame', ARGV[i + 2])
  end
  call('PEXPIRE', frames, ARGV[2])
  call('HSET', known, 'seq', format('%d', seq), 'writer', ARGV[4], 'batch', ARGV[5])
end
dropped = dropped + call('XTRIM', frames, 'MAXLEN', ARGV[1])

local function read(from)
  local entry = call('XRANGE', frames, from, '+', 'COUNT', 1)[1]
  if not entry then
    return nil
  end
  local at, ms = string.match(entry[1], '^(%d+)-(%d+)$')
  return tonumber(at), tonumber(ms)
end

-- A second late, so that a steady flow is not searched at every batch; by halving, since after a pause many are old.
local oldest = now - ARGV[2]
local old, ms = read('-')
if old and ms < oldest - 1000 then
  local young = seq + 1
  while young - old > 1 do
    local middle = math.floor((old + young) / 2)
    local at
    at, ms = read(format('%d', middle))
    if at and ms < oldest then
      old = at
    else
      young = middle
    end
  end
  dropped = dropped + call('XTRIM', frames, 'MINID', format('%d', young))
end

kept = call('XLEN', frames)
call('HSET', known, 'kept', kept)
if dropped > 0 then
  call('HINCRBY', known, 'dropped', dropped)
end
if stores then
  call('SPUBLISH', string.match(frames, '^[^}]*}'), ARGV[7])
end
return {format('%d', seq), kept, dropped}
