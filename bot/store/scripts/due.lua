-- Begins what only waited for its time: corrections, and posts under embargo that need no page.
-- KEYS: prefix. ARGV: whether what an editor says about a correction is to be a note as well (1 | 0)
-- Returns milliseconds until there is more (-1: nothing waits), and the posts whose page is to be asked for
-- now, as json, milliseconds waited, patience, tries, authority. Each of those comes again in 15 s, should its asker be gone.
local now, pages = clock() / 1000, {}

-- Where the server's clock was set back, all that waits is moved back by as much, but for what has an hour of its own.
local back = tonumber(redis.call('HGET', p .. ':pulse', 'gate') or 0) - now
redis.call('HSET', p .. ':pulse', 'gate', now)
if back > 1000 then
  for _, id in ipairs(redis.call('ZRANGE', p .. ':mends', 0, -1)) do redis.call('ZINCRBY', p .. ':mends', -back, id) end
  for _, id in ipairs(redis.call('ZRANGE', p .. ':waiting', 0, -1)) do
    if redis.call('HGET', p .. ':post:' .. id, 'gate') == 'page' then
      redis.call('ZINCRBY', p .. ':waiting', -back, id)
      redis.call('HINCRBYFLOAT', p .. ':post:' .. id, 'since', -back)
    end
  end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', p .. ':mends', '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', p .. ':mends', id)
  if redis.call('HGET', p .. ':post:' .. id, 'state') == 'live' then correct(id, ARGV[1] == '1') end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', p .. ':waiting', '-inf', now, 'LIMIT', 0, 100)) do
  local post = p .. ':post:' .. id
  local is_through = redis.call('HGET', post, 'gate') == 'embargo' and let_through(id, now)
  if not is_through then
    local json, since, patience, asked, authority =
      unpack(redis.call('HMGET', post, 'json', 'since', 'patience', 'asked', 'authority'))
    for _, value in ipairs({json, math.floor(now - since), patience, asked or 0, authority}) do
      pages[#pages + 1] = value
    end
    redis.call('ZADD', p .. ':waiting', now + 15000, id)
  end
end

local soonest = -1
for _, name in ipairs({':mends', ':waiting'}) do
  local first = redis.call('ZRANGE', p .. name, 0, 0, 'WITHSCORES')[2]
  if first then
    local wait = math.max(0, math.ceil(first - now))
    soonest = soonest < 0 and wait or math.min(soonest, wait)
  end
end
return {soonest, pages}
