-- Changes the status of a work log's room, if there is such a room, and puts off its end.
--
-- KEYS     1  the room, a hash
--          2  the claim key
-- ARGV     1  status
--          2  time of the change, Unix ms
--          3  expiry, ms
-- returns  the room's fields and their values in turn; {} when there is no such room

if redis.call('EXISTS', KEYS[1], KEYS[2]) < 2 then
  return {}
end
redis.call('HSET', KEYS[1], 'status', ARGV[1], 'updated', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return redis.call('HGETALL', KEYS[1])
