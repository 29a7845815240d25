-- Gives up a role, if it is still held by the one who says so.
--
-- KEYS     1  the claim key
-- ARGV     1  claim token
-- returns  {1}, or {0} when another holds it, or nobody

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {0}
end
redis.call('DEL', KEYS[1])
return {1}
