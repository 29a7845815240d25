-- Adds to what a command printed, as long as it has not ended.
--
-- KEYS     1  the command, a hash, as in command.lua
-- ARGV     1  the field
--          2  text, UTF-8
--          3  bytes that stdout and stderr may have together
-- returns  {1}, or {0} when the command had ended or is not known

if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'completed_at') == 1 then
  return {0}
end
local room = ARGV[3] - redis.call('HSTRLEN', KEYS[1], 'stdout') - redis.call('HSTRLEN', KEYS[1], 'stderr')
local text = ARGV[2]
if #text > room then
  -- Not in the middle of a character: bytes 10xxxxxx belong to the one before.
  while room > 0 and bit.band(string.byte(text, room + 1), 0xC0) == 0x80 do
    room = room - 1
  end
  text = string.sub(text, 1, math.max(0, room))
  redis.call('HSET', KEYS[1], 'truncated', 'true')
end
redis.call('HSET', KEYS[1], ARGV[1], (redis.call('HGET', KEYS[1], ARGV[1]) or '') .. text)
return {1}
