-- Gives a direction to a reader, unless one has it that was opened later.
--
-- KEYS     1  what is known of the direction, as in relay-store.lua
-- ARGV     1  how long ago the reader was opened, us
--          2  epoch of the reader that is known to have been opened before this one, 0 for none
-- returns  {epoch, seq acknowledged, seq of the newest frame, how the last agent acknowledged}, all text, '0' and ''
--          for none; {0} when a later one has it: nothing was changed

local known = KEYS[1]
local epoch, acked, seq, by = unpack(redis.call('HMGET', known, 'epoch', 'acked', 'seq', 'by'))
epoch = tonumber(epoch) or 0

-- The epoch is the time when its reader was opened, so that one which asks late, after Redis was away, does not push
-- out another that is newer. It holds the call's way to Redis as well, so the order of two that were opened at almost
-- the same time is told by who knows it. An epoch that lies ahead is of another server's clock and says nothing about that.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local opened = now - ARGV[1]
if epoch > opened and epoch <= now and epoch ~= tonumber(ARGV[2]) then
  return {0}
end

epoch = string.format('%d', math.max(opened, epoch + 1))
redis.call('HSET', known, 'epoch', epoch)
return {epoch, acked or '0', seq or '0', by or ''}
