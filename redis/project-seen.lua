-- Takes a sign of life of a user in a project.
--
-- KEYS     1  who is present, a sorted set scored by when the lease runs out, Unix ms
--          2  who is typing, likewise
--          3  what is known of them: hash of user -> '<last seen, Unix ms> <what else>'
--          4  the claim key
-- ARGV     1  claim token
--          2  user
--          3  validity of the presence, ms; 0 ends it
--          4  validity of the typing, ms; 0 ends it, '' leaves it
--          5  what else is known
--          6  the keys go this long after the last sign of life, ms
-- returns  {1, now, is typing, was typing}, times in Unix ms, or {0} when the claim is not valid any more: nothing was
--          changed

if redis.call('GET', KEYS[4]) ~= ARGV[1] then
  return {0}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function types()
  local lease = redis.call('ZSCORE', KEYS[2], ARGV[2])
  return lease and tonumber(lease) > now and 1 or 0
end

local before = types()
local typing = ARGV[4]
if ARGV[3] == '0' then
  redis.call('ZREM', KEYS[1], ARGV[2])
  redis.call('HDEL', KEYS[3], ARGV[2])
  typing = '0'
else
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
  redis.call('HSET', KEYS[3], ARGV[2], string.format('%.0f ', now) .. ARGV[5])
end
if typing == '0' then
  redis.call('ZREM', KEYS[2], ARGV[2])
elseif typing ~= '' then
  redis.call('ZADD', KEYS[2], now + typing, ARGV[2])
end
for i = 1, 3 do
  redis.call('PEXPIRE', KEYS[i], ARGV[6])
end
return {1, now, types(), before}
