-- Drops a direction's frames that were acknowledged, and reads on.
--
-- KEYS     1  the frames
--          2  what is known of them, as in relay-store.lua
-- ARGV     1  the reader's epoch
--          2  all frames up to this one were acknowledged
--          3  how this reader's agent acknowledges: message or pong
--          4  the last frame read
--          5  how many to read at most
-- returns  {1, entries}, or {0} when another has the direction: nothing was changed

local call = redis.call
local frames, known = KEYS[1], KEYS[2]
local epoch, acked, by, seq = unpack(call('HMGET', known, 'epoch', 'acked', 'by', 'seq'))

epoch = tonumber(epoch) or 0
if epoch > tonumber(ARGV[1]) then
  return {0}
end
-- A failover may have lost that this reader has it,
if epoch < tonumber(ARGV[1]) then
  call('HSET', known, 'epoch', ARGV[1])
end
-- and frames that were read: their numbers are not given again.
if tonumber(ARGV[4]) > (tonumber(seq) or 0) then
  call('HSET', known, 'seq', ARGV[4])
end

if tonumber(ARGV[2]) > (tonumber(acked) or 0) then
  call('HSET', known, 'acked', ARGV[2], 'by', ARGV[3])
  local gone = call('XTRIM', frames, 'MINID', string.format('%d', ARGV[2] + 1))
  if gone > 0 then
    call('HINCRBY', known, 'kept', -gone)
  end
elseif by and ARGV[3] == 'message' and by ~= 'message' then
  call('HSET', known, 'by', ARGV[3])
end

if ARGV[5] == '0' then
  return {1, {}}
end
return {1, call('XRANGE', frames, string.format('%d', ARGV[4] + 1), '+', 'COUNT', ARGV[5])}
