-- Ends the leases of a project that have run out, so that of all who ask just one is told of each.
--
-- KEYS     1  who is present, a sorted set scored by when the lease runs out, Unix ms
--          2  who is typing, likewise
--          3  what is known of them, a hash by user
-- ARGV     1  leases of each kind that are ended at most
-- returns  {until the next lease runs out in ms, -1 for none; how many have left; those who have left ...; those who have
--          stopped typing ...}

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function take(key)
  local over = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'LIMIT', 0, ARGV[1])
  if #over > 0 then
    redis.call('ZREM', key, unpack(over))
  end
  return over
end

local next_lease = -1
local function look(key)
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  if first[2] then
    local left = math.max(0, first[2] - now)
    next_lease = next_lease < 0 and left or math.min(next_lease, left)
  end
end

local left, typing = take(KEYS[1]), take(KEYS[2])
if #left > 0 then
  redis.call('HDEL', KEYS[3], unpack(left))
end
look(KEYS[1])
look(KEYS[2])

local answer = {next_lease, #left}
for _, user in ipairs(left) do
  answer[#answer + 1] = user
end
for _, user in ipairs(typing) do
  answer[#answer + 1] = user
end
return answer
