-- Puts parts of a room's state, all at once, for an agent that is still the one who the node takes it for.
--
-- KEYS     1  the state, a hash
--          2  the claim key
-- ARGV     1  claim token
--          2  the part to tell
--          3+ per part: its name, its JSON
-- returns  {1, what the part to tell was before}, or {0} when the claim is not valid any more: nothing was changed

if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return {0}
end
local before = redis.call('HGET', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
return {1, before}
