-- Lists days of an agent's audit and adds records to them, all or nothing; then drops the oldest days above the bound.
--
-- KEYS     1  the claim key
--          2  the days: hash of day -> 'ordered' (records stand in the order of their time) or 'mixed'
--          3+ one stream of records per day, in the order of the days below
-- ARGV     1  claim token
--          2  days kept
--          3  records kept per day
--          4  the streams' common prefix, for days that are dropped
--          5+ per stream: its day; 'ordered' or 'mixed', for the records given; the time of the first of them, Unix ms
--          then per record: the index of its stream, from 1; its line of JSON
-- returns  'ok' and the days given that are not kept, or {'claim'} when the claim is not valid any more: nothing was
--          changed

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'claim'}
end

local given = #KEYS - 2

-- The latest time of the two records that were written last, 0 for none. Two, because a record that was sent after this
-- script may be there before it, when Redis had to be sent the script anew; it does not come behind itself.
local function newest(stream)
  local latest = 0
  for _, entry in ipairs(redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 2)) do
    latest = math.max(latest, tonumber(string.match(entry[2][2], '"saved_ts_ms":(%d+)')) or 0)
  end
  return latest
end

for i = 1, given do
  local day, order, first = ARGV[2 + 3 * i], ARGV[3 + 3 * i], ARGV[4 + 3 * i]
  if order == 'mixed' or newest(KEYS[i + 2]) > tonumber(first) then
    redis.call('HSET', KEYS[2], day, 'mixed')
  else
    redis.call('HSETNX', KEYS[2], day, 'ordered')
  end
end

for i = 5 + 3 * given, #ARGV, 2 do
  redis.call('XADD', KEYS[ARGV[i] + 2], 'MAXLEN', ARGV[3], '*', 'data', ARGV[i + 1])
end

local days = redis.call('HKEYS', KEYS[2])
table.sort(days)
local dropped = {}
for i = 1, #days - ARGV[2] do
  redis.call('HDEL', KEYS[2], days[i])
  redis.call('DEL', ARGV[4] .. days[i])
  dropped[days[i]] = true
end

local answer = {'ok'}
for i = 1, given do
  if dropped[ARGV[2 + 3 * i]] then
    answer[#answer + 1] = ARGV[2 + 3 * i]
  end
end
return answer
