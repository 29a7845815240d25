-- Tells who is present in a project.
--
-- KEYS     1  who is present, a sorted set scored by when the lease runs out, Unix ms
--          2  who is typing, likewise
--          3  what is known of them: hash of user -> '<last seen, Unix ms> <what else>'
-- ARGV     none
-- returns  per user whose lease has not run out: the user, what is known, and whether the user is typing: 1 or 0

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local answer = {}
for _, user in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], string.format('(%.0f', now), '+inf')) do
  local typing = redis.call('ZSCORE', KEYS[2], user)
  answer[#answer + 1] = user
  answer[#answer + 1] = redis.call('HGET', KEYS[3], user) or string.format('%.0f ', now)
  answer[#answer + 1] = typing and tonumber(typing) > now and 1 or 0
end
return answer
