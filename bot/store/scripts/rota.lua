-- Says that a process looks after the store. KEYS: prefix. ARGV: holder, how long this may be believed (ms), a new name
-- Returns the name that the next absence of the store has, and how many processes come before this one with telling of it.
local now, rota, before = math.floor(clock() / 1000), p .. ':rota', 0
redis.call('ZREMRANGEBYSCORE', rota, '-inf', now)
redis.call('ZADD', rota, now + ARGV[2], ARGV[1])
redis.call('SET', p .. ':absence', ARGV[3], 'NX')
for _, one in ipairs(redis.call('ZRANGE', rota, 0, -1)) do
  if one < ARGV[1] then before = before + 1 end
end
return {redis.call('GET', p .. ':absence'), before}
