-- Says what a process looks after. KEYS: prefix. ARGV: how long this may be believed (ms), the keys of its notices
-- Returns the keys of all that any process looks after.
local now, charges = math.floor(clock() / 1000), p .. ':charges'
redis.call('ZREMRANGEBYSCORE', charges, '-inf', now)
for i = 2, #ARGV do redis.call('ZADD', charges, now + ARGV[1], ARGV[i]) end
return redis.call('ZRANGE', charges, 0, -1)
