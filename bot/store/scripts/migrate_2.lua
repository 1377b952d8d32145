-- Puts the breaking news of the archive on a shelf of their own. KEYS: prefix.
local archived = redis.call('ZRANGE', p .. ':archive:', 0, -1, 'WITHSCORES')
for i = 1, #archived, 2 do
  if redis.call('HGET', p .. ':post:' .. archived[i], 'lane') == '0' then
    redis.call('ZADD', p .. ':breaking', archived[i + 1], archived[i])
  end
end
redis.call('SET', p .. ':schema', 2)
