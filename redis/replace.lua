-- Replaces one field of a hash, if it still holds what the caller has seen.
--
-- KEYS     1  the hash
-- ARGV     1  field
--          2  value
--          3  value seen; left out when there was none
-- returns  {1}, or {0} when the field holds something else: nothing was changed

if redis.call('HGET', KEYS[1], ARGV[1]) ~= (ARGV[3] or false) then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return {1}
