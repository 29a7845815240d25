-- Marks a project's messages as read by a user, up to one of them. A mark only grows.
--
-- KEYS     1  the project's messages
--          2  the marks: hash of user -> '<id> <number> <when, Unix ms>' of the newest message read
--          3  the claim key
-- ARGV     1  claim token
--          2  user
--          3  the event id up to which
-- returns  {1}, or {0} when the claim is not valid any more: nothing was changed

if redis.call('GET', KEYS[3]) ~= ARGV[1] then
  return {0}
end

local micros = tonumber(ARGV[3])
local last = string.format('%.0f-%.0f', math.floor(micros / 1000), micros % 1000)
local read = redis.call('XREVRANGE', KEYS[1], last, '-', 'COUNT', 1)[1]
if not read then
  return {1}
end

local ms, n = string.match(read[1], '^(%d+)-(%d+)$')
local id = ms * 1000 + n
local known = redis.call('HGET', KEYS[2], ARGV[2])
if known and tonumber(string.match(known, '^%d+')) >= id then
  return {1}
end

local fields = {}
for i = 1, #read[2], 2 do
  fields[read[2][i]] = read[2][i + 1]
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[2], ARGV[2], string.format('%.0f %s %.0f', id, fields['n'], now))
return {1}
