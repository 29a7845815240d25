-- Keeps a node's report for a while, and tells what all nodes report.
--
-- KEYS     1  the nodes: a sorted set scored by the time in Unix ms at which a node's report expires
--          2  the reports: a hash of node -> report
-- ARGV     1  node
--          2  validity, ms; 0 takes the node out
--          3  report
-- returns  {version, memory used, its limit, clients, commands per second, then for each node: name, age of its report
--          in ms, report}; the first five as Redis' INFO has them, empty where it does not say

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
  redis.call('ZREM', KEYS[1], node)
  redis.call('HDEL', KEYS[2], node)
end

if ARGV[2] == '0' then
  redis.call('ZREM', KEYS[1], ARGV[1])
  redis.call('HDEL', KEYS[2], ARGV[1])
  return {}
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])

local info = redis.pcall('INFO', 'server', 'clients', 'memory', 'stats')
info = type(info) == 'string' and info or ''
local answer = {}
for _, name in ipairs({'redis_version', 'used_memory', 'maxmemory', 'connected_clients', 'instantaneous_ops_per_sec'}) do
  answer[#answer + 1] = string.match(info, '\n' .. name .. ':([^\r\n]*)') or ''
end

local nodes = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #nodes, 2 do
  answer[#answer + 1] = nodes[i]
  answer[#answer + 1] = math.max(0, now + ARGV[2] - nodes[i + 1])
  answer[#answer + 1] = redis.call('HGET', KEYS[2], nodes[i]) or ''
end
return answer
