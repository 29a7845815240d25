-- Starts a burst, unless the last one started too short a time ago.
--
-- KEYS     1  stands while another burst has to wait
--          2  stands while the burst is on
-- ARGV     1  how long another has to wait, ms
--          2  length of the burst, ms
-- returns  {started}: 1 or 0

if not redis.call('SET', KEYS[1], '1', 'PX', ARGV[1], 'NX') then
  return {0}
end
redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
return {1}
