-- Says that a node lives, and tells which nodes do.
--
-- KEYS     1  the nodes: a sorted set scored by the time in Unix ms at which a node's word runs out
-- ARGV     1  node
--          2  validity, ms; 0 takes the node out
-- returns  {stood, names ...}: 1 if the node's word still stood, else 0; the nodes whose word stands now

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local stood = redis.call('ZSCORE', KEYS[1], ARGV[1]) and 1 or 0
if ARGV[2] == '0' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end

local answer = redis.call('ZRANGE', KEYS[1], 0, -1)
table.insert(answer, 1, stood)
return answer
