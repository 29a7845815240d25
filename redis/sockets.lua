-- Says that sockets of agents stand, for a while.
--
-- KEYS     1  the sockets of the cluster, a sorted set scored by the time in ms until which they count
-- ARGV     1  validity, ms
--          2  '1' where they are new, '0' where they must be there already
--          3+ sockets
-- returns  those that were not there, and are not now

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local score = string.format('%.0f', now + ARGV[1])
local lost = {}
for i = 3, #ARGV do
  if ARGV[2] == '1' or redis.call('ZSCORE', KEYS[1], ARGV[i]) then
    redis.call('ZADD', KEYS[1], score, ARGV[i])
  else
    lost[#lost + 1] = ARGV[i]
  end
end
return lost
