-- Says how many places of an owner a node holds, and asks for more of them. What a dead node held is taken out.
--
-- KEYS     1  the places held: a hash of node -> count
-- ARGV     1  node
--          2  places that it holds
--          3  places that it asks for beside; with 0 nobody else's are looked at
--          4  places that there are, for all nodes together
--          5  the counts go this long after the last word of any node, ms
--          6  how many of the names that follow are of nodes that live; the others are of dead ones
--          7+ names
-- returns  {granted, held by all}, or {-1, names ...}: nodes that hold some and of which nothing was said; then nothing
--          was granted, and the node's own count is as it was

local mine, asked, living = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[6])
local all, granted = mine, 0

if asked > 0 then
  local lives = {}
  for i = 7, #ARGV do
    lives[ARGV[i]] = i < 7 + living and 1 or 0
  end
  local unknown = {-1}
  local counts = redis.call('HGETALL', KEYS[1])
  for i = 1, #counts, 2 do
    local node = counts[i]
    if node ~= ARGV[1] then
      if not lives[node] then
        unknown[#unknown + 1] = node
      elseif lives[node] == 0 then
        redis.call('HDEL', KEYS[1], node)
      else
        all = all + counts[i + 1]
      end
    end
  end
  if #unknown > 1 then
    return unknown
  end
  granted = math.max(0, math.min(asked, ARGV[4] - all))
end

if mine + granted == 0 then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%d', mine + granted))
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
return {granted, all + granted}
