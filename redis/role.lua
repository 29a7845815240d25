-- Takes a role that one node has at a time, prolongs it, or gives it back.
--
-- KEYS     1  the role: '<token>', and behind a space what its holder has come to; expires with the holder's right
-- ARGV     1  token of the caller's turn, without a space
--          2  '' to take the role if it is free; else what the caller, who has it, has come to
--          3  validity, ms; 0 gives the role back
-- returns  {mine, expiry, left, holder}: 1 or 0; when the holder's right ends, Unix ms, and in how many ms, both 0
--          without a holder; the role as it is now, '' when it is free

local holder = redis.call('GET', KEYS[1])
local mine = holder and string.match(holder, '^%S+') == ARGV[1]

if ARGV[3] == '0' then
  if mine then
    redis.call('DEL', KEYS[1])
  end
  return {0, 0, 0, ''}
end

-- One whose right ran out must not prolong it, even if nobody has the role: somebody may have had it meanwhile.
if (holder and not mine) or (not holder and ARGV[2] ~= '') then
  local left = holder and redis.call('PTTL', KEYS[1]) or 0
  return {0, holder and redis.call('PEXPIRETIME', KEYS[1]) or 0, left, holder or ''}
end

local time = redis.call('TIME')
local expiry = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[3]
local role = ARGV[1]
if ARGV[2] ~= '' then
  role = role .. ' ' .. ARGV[2]
end
redis.call('SET', KEYS[1], role, 'PXAT', string.format('%.0f', expiry))
return {1, expiry, tonumber(ARGV[3]), role}
