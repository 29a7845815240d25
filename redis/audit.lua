-- Lists days of an agent's audit and adds records to them, all or nothing; then drops the oldest days above the bound.
--
-- KEYS     1  the days: hash of day -> 'ordered' (records stand in the order of their time) or 'mixed'
--          2+ one stream of records per day, in the order of the days below
-- ARGV     1  days kept
--          2  records kept per day
--          3  the streams' common prefix, for days that are dropped
--          4+ per stream: its day; 'ordered' or 'mixed', for the records given; the time of the first of them, Unix ms
--          then per record: the index of its stream, from 1; its line of JSON
-- returns  the days given that are not kept

local given = #KEYS - 1

-- The time of the record that was written last, 0 for none.
local function newest(stream)
  local entry = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
  return entry and tonumber(string.match(entry[2][2], '"saved_ts_ms":(%d+)')) or 0
end

for i = 1, given do
  local day, order, first = ARGV[1 + 3 * i], ARGV[2 + 3 * i], ARGV[3 + 3 * i]
  if order == 'mixed' or newest(KEYS[i + 1]) > tonumber(first) then
    redis.call('HSET', KEYS[1], day, 'mixed')
  else
    redis.call('HSETNX', KEYS[1], day, 'ordered')
  end
end

for i = 4 + 3 * given, #ARGV, 2 do
  redis.call('XADD', KEYS[ARGV[i] + 1], 'MAXLEN', ARGV[2], '*', 'data', ARGV[i + 1])
end

local days = redis.call('HKEYS', KEYS[1])
table.sort(days)
local dropped = {}
for i = 1, #days - ARGV[1] do
  redis.call('HDEL', KEYS[1], days[i])
  redis.call('DEL', ARGV[3] .. days[i])
  dropped[days[i]] = true
end

local refused = {}
for i = 1, given do
  if dropped[ARGV[1 + 3 * i]] then
    refused[#refused + 1] = ARGV[1 + 3 * i]
  end
end
return refused
