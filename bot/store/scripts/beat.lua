-- Says that a process lives. KEYS: prefix. ARGV: holder, how long this may be believed (ms)
local now, lifetime = math.floor(clock() / 1000), tonumber(ARGV[2])
local last = tonumber(redis.call('HGET', p .. ':pulse', 'last') or 0)
if last > now or now - last > HUSH then redis.call('HSET', p .. ':pulse', 'doubt', now + lifetime) end
redis.call('HSET', p .. ':pulse', 'last', now)
redis.call('SET', p .. ':alive:' .. ARGV[1], 1, 'PX', lifetime)
