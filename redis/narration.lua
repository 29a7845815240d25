-- Admits one narration per decision, and none too soon after the last.
--
-- KEYS     1  when the room's last narration was admitted, in ms
--          2  the mark of the decision
-- ARGV     1  gap to the last narration, ms
--          2  how long the mark and the time are kept, ms
--          3  '1' when the decision is told from others by its mark, '0' when nothing tells it
-- returns  {admitted}: 1 or 0; a narration refused for the gap leaves no mark

if ARGV[3] == '1' and redis.call('EXISTS', KEYS[2]) == 1 then
  return {0}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = redis.call('GET', KEYS[1])
if last and now - last < tonumber(ARGV[1]) then
  return {0}
end

redis.call('SET', KEYS[1], string.format('%.0f', now), 'PX', ARGV[2])
if ARGV[3] == '1' then
  redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
end
return {1}
