-- Creates the room of a work log.
--
-- KEYS     1  the room, a hash
--          2  the claim key, which says whose the room is
-- ARGV     1  claim token
--          2  expiry of both, ms
--          3+ per field of the room: its name, its value
-- returns  {1}

redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {1}
