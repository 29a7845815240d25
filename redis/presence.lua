-- Says how many viewers a node has in a room, and tells what all nodes have together.
--
-- KEYS     1  the room's presence: hash of node -> '<viewers> <largest decision limit> <valid until, Unix ms>'
-- ARGV     1  node
--          2  viewers; 0 takes the node out
--          3  largest decision limit
--          4  validity, ms
-- returns  {viewers, largest decision limit} of all nodes whose word is still valid

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%s %s %.0f', ARGV[2], ARGV[3], now + ARGV[4]))
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end

local viewers, limit = 0, 0
local nodes = redis.call('HGETALL', KEYS[1])
for i = 1, #nodes, 2 do
  local count, most, deadline = string.match(nodes[i + 1], '^(%d+) (%d+) (%d+)$')
  if tonumber(deadline) <= now then
    redis.call('HDEL', KEYS[1], nodes[i])
  else
    viewers = viewers + count
    limit = math.max(limit, tonumber(most))
  end
end
return {viewers, limit}
