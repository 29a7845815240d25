-- Takes one of an owner's places, or keeps one that is held.
--
-- KEYS     1  the places, a sorted set of leases scored by when they run out, Unix ms
-- ARGV     1  the lease
--          2  places that there are
--          3  validity, ms
-- returns  {taken or kept: 1 or 0, places held}

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local held = redis.call('ZCARD', KEYS[1])
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  if held >= tonumber(ARGV[2]) then
    return {0, held}
  end
  held = held + 1
end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1, held}
