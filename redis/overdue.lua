-- Takes out the sockets that nobody has spoken of in time.
--
-- KEYS     1  the sockets of the cluster, as in sockets.lua
-- ARGV     1  how many at most
-- returns  them: each is returned once, to one caller

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local overdue = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now), 'LIMIT', 0, ARGV[1])
if #overdue > 0 then
  redis.call('ZREM', KEYS[1], unpack(overdue))
end
return overdue
