-- Appends one event to a stream and publishes it, atomically with everything that belongs to it.
--
-- KEYS     1  the stream's events
--          2  the stream's channel
--          3+ in this order, each only if asked for: the idempotency key, the claim key, the limit's uses (as in
--             limit.lua), one history per record
-- ARGV     1  floor: the highest id of this stream that the node has seen
--          2  step: 1 to 1000, taken when the clock is not above the newest id and the floor
--          3  event name
--          4  data, one line of JSON
--          5  events kept
--          6  age kept, ms
--          7  expiry of the events, ms
--          8+ only if anything further is asked for:
--          8  hash of the idempotent body, '' for none
--          9  validity of the idempotency key, ms
--          10 claim token, '' for none
--          11 limit: window in ms, a space, uses within any window; '' for none
--          12 deadline: the time in us from which on nothing is appended; '' for none
--          13 the member under which the id begins the data; '' for none
--          14+ per record: data, entries kept, expiry in ms (0 for none), '1' where entries are numbered
-- returns  {status, id, prev}, and behind it the number of the numbered record if there is one: status is 'ok',
--          'duplicate' (id and prev are the first append's), 'mismatch' (the idempotency key stands for another body),
--          'claim' (the claim or the deadline has passed) or 'limit' (id is then the time in ms until one more use is
--          admitted)

-- Ids are microseconds and fit a double exactly; '%d' keeps Lua from writing them with an exponent, at less cost than
-- '%.0f'. Each number is written once, for writing them anew each time took a fifth of it.
local call, format = redis.call, string.format

local next_key = 3
local once, claim, limit
if (ARGV[8] or '') ~= '' then
  once = KEYS[next_key]
  next_key = next_key + 1
end
if (ARGV[10] or '') ~= '' then
  claim = KEYS[next_key]
  next_key = next_key + 1
end
if (ARGV[11] or '') ~= '' then
  limit = KEYS[next_key]
  next_key = next_key + 1
end

if once then
  local known = call('GET', once)
  if known then
    local id, prev, hash = string.match(known, '^(%d+) (%d+) (.*)$')
    if hash == ARGV[8] then
      return {'duplicate', id, prev}
    end
    return {'mismatch', '0', '0'}
  end
end

if claim and call('GET', claim) ~= ARGV[10] then
  return {'claim', '0', '0'}
end

local time = call('TIME')
if (ARGV[12] or '') ~= '' and time[1] * 1000000 + time[2] >= tonumber(ARGV[12]) then
  return {'claim', '0', '0'}
end

-- After the other checks: neither a repeat nor a refusal counts as a use.
local now, window, most
if limit then
  now = time[1] * 1000 + math.floor(time[2] / 1000)
  window, most = string.match(ARGV[11], '^(%d+) (%d+)$')
  call('ZREMRANGEBYSCORE', limit, '-inf', now - window)
  if call('ZCARD', limit) >= tonumber(most) then
    local first = call('ZRANGE', limit, -most, -most, 'WITHSCORES')
    return {'limit', format('%d', math.max(1, first[2] + window - now)), '0'}
  end
end

local function newest_id(stream)
  local newest = call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
  if not newest then
    return 0
  end
  local ms, n = string.match(newest[1], '^(%d+)-(%d+)$')
  return ms * 1000 + n
end

local prev = newest_id(KEYS[1])
local highest = math.max(prev, tonumber(ARGV[1]))
-- Histories outlive the stream, so after its expiry they alone know the highest id; XADD must not fail half-way.
for i = next_key, #KEYS do
  highest = math.max(highest, newest_id(KEYS[i]))
end

local id = time[1] * 1000000 + time[2]
local oldest_ms = math.floor(id / 1000) - ARGV[6]
if id <= highest then
  id = highest + ARGV[2]
end

local n = id % 1000
local entry_id = format('%d-%d', (id - n) / 1000, n)
local id_text, prev_text = format('%d', id), format('%d', prev)

local data = ARGV[4]
if (ARGV[13] or '') ~= '' then
  data = '{"' .. ARGV[13] .. '":' .. id_text .. ',' .. string.sub(data, 2)
end

call('XADD', KEYS[1], 'MAXLEN', ARGV[5], entry_id, 'prev', prev_text, 'event', ARGV[3], 'data', data)
-- The new entry is younger than any age, so trimming never takes the newest.
call('XTRIM', KEYS[1], 'MINID', format('%d', oldest_ms))
call('PEXPIRE', KEYS[1], ARGV[7])

local answer = {'ok', id_text, prev_text}
for i = 14, #ARGV, 4 do
  local history = KEYS[next_key]
  next_key = next_key + 1
  if ARGV[i + 3] == '1' then
    local newest = call('XREVRANGE', history, '+', '-', 'COUNT', 1)[1]
    answer[4] = format('%d', (newest and newest[2][4] or 0) + 1)
    call('XADD', history, 'MAXLEN', '~', ARGV[i + 1], entry_id, 'data', ARGV[i], 'n', answer[4])
  else
    call('XADD', history, 'MAXLEN', '~', ARGV[i + 1], entry_id, 'data', ARGV[i])
  end
  if ARGV[i + 2] ~= '0' then
    call('PEXPIRE', history, ARGV[i + 2])
  end
end

if limit then
  call('ZADD', limit, now, id_text)
  call('PEXPIRE', limit, window)
end
if once then
  call('SET', once, id_text .. ' ' .. prev_text .. ' ' .. ARGV[8], 'PX', ARGV[9])
end
call('SPUBLISH', KEYS[2], id_text .. ' ' .. prev_text .. ' ' .. ARGV[3] .. '\n' .. data)
return answer
