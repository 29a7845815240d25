-- Admits one more use within a sliding window; a use that is refused does not count.
--
-- KEYS     1  the uses admitted, a sorted set scored by their time in ms
--          2  the claim key
-- ARGV     1  window, ms
--          2  uses admitted within any window
--          3  a name for this use, never used before
--          4  claim token
-- returns  {wait}: 0 when it was admitted, else ms until one may be again; -1 when the claim is not valid any more

if redis.call('GET', KEYS[2]) ~= ARGV[4] then
  return {-1}
end

local window = tonumber(ARGV[1])
local max = tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= max then
  -- The use whose end frees a place; after the maximum was lowered there are more than max of them.
  local first = redis.call('ZRANGE', KEYS[1], -max, -max, 'WITHSCORES')
  return {math.max(1, first[2] + window - now)}
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return {0}
