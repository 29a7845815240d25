-- Takes an agent's messages up to an event for one socket, so that no other sends them too.
--
-- KEYS     1  the claim key of the agent's socket
--          2  the id of the last event taken
-- ARGV     1  claim token of the socket
--          2  id of the event
--          3  expiry of what is remembered, ms
-- returns  {1}, or {0} when the agent has another socket by now, or the event was taken before

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {0}
end
local taken = redis.call('GET', KEYS[2])
if taken and tonumber(taken) >= tonumber(ARGV[2]) then
  return {0}
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return {1}
