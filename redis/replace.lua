-- Replaces an agent's text, if it still is what the caller has seen, and with it the claim of who believes the old one.
--
-- KEYS     1  the text
--          2  the claim key
-- ARGV     1  text
--          2  claim token of this text
--          3  text seen; left out when there was none
-- returns  {1}, or {0} when there is another text: nothing was changed

if redis.call('GET', KEYS[1]) ~= (ARGV[3] or false) then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[2])
return {1}
