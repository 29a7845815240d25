-- Changes a command that has not ended yet.
--
-- KEYS     1  the command, a hash; it has ended once it has the field completed_at
-- ARGV     1+ field, value
-- returns  {1}, or {0} when it had ended or is not known: nothing was changed

if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'completed_at') == 1 then
  return {0}
end
redis.call('HSET', KEYS[1], unpack(ARGV))
return {1}
