-- Prolongs a claim, passes it on or gives it up, if it is still held.
--
-- KEYS     1  the claim key
-- ARGV     1  claim token
--          2  claim token from now on, the same or another; '' for nobody's
--          3  validity, ms
-- returns  {1}, or {0} when another claim is there or none: nothing was changed

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {0}
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return {1}
