-- Tells a user's session in a project, which begins now where there is none or the last one was idle for too long.
--
-- KEYS     1  the sessions: hash of user -> '<session> <last active, Unix ms> <locale>'
--          2  the claim key
-- ARGV     1  claim token
--          2  user
--          3  the session that begins now
--          4  idle for so long it is over, ms
--          5  '1' when this counts as activity
--          6  locale, '' for the one known
-- returns  {1, session, last active, locale}, or {0} when the claim is not valid any more: nothing was changed

if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return {0}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local session, active, locale
local known = redis.call('HGET', KEYS[1], ARGV[2])
if known then
  session, active, locale = string.match(known, '^(%S+) (%d+) (.*)$')
  active = tonumber(active)
end
if not known or active + ARGV[4] <= now then
  session, active, locale = ARGV[3], now, ''
end
if ARGV[5] == '1' then
  active = now
end
if ARGV[6] ~= '' then
  locale = ARGV[6]
end

local active_text = string.format('%.0f', active)
redis.call('HSET', KEYS[1], ARGV[2], session .. ' ' .. active_text .. ' ' .. locale)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {1, session, active_text, locale}
