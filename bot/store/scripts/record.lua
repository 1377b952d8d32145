-- Records one event of a post in one step: the post, what is known of it, its archive places and its broadcast.
-- KEYS: prefix. ARGV: source, key, post id ('' for drop), mode (quiet | send | mend | drop), and but for drop:
--   json, fingerprint, lane, published (unix seconds), categories (JSON list of [folded, name])
local source, key, id, mode, json, fp, lane, published, categories = unpack(ARGV, 1, 9)
local known = redis.call('HGET', p .. ':known:' .. source, key)
if known then id = string.match(known, ' (.+)$') elseif mode == 'drop' then return end
local post = p .. ':post:' .. id

local old = redis.call('HGET', post, 'categories')
for _, category in ipairs(cjson.decode(old or '[]')) do redis.call('ZREM', p .. ':archive:' .. category[1], id) end
if mode == 'drop' then
  redis.call('ZREM', p .. ':archive:', id)
  redis.call('HDEL', p .. ':known:' .. source, key)
  redis.call('HSET', post, 'state', 'retracted')
  redis.call('HDEL', post, 'first')
  redis.call('ZREM', p .. ':broadcasts', 'send ' .. id)  -- who was not reached yet need not be
  redis.call('DEL', p .. ':broadcast:send ' .. id)
else
  -- A post of the archive that was away and is back was never announced, and is not now.
  if mode == 'send' and redis.call('HGET', post, 'state') == 'retracted' and redis.call('HEXISTS', post, 'at') == 0 then
    mode = 'quiet'
  end
  -- Posts dated by the day alone share their moment: those that came later stand first all the same.
  if redis.call('HEXISTS', post, 'order') == 0 then
    redis.call('HSET', post, 'order', redis.call('INCR', p .. ':order') % 1000000)
  end
  published = published + redis.call('HGET', post, 'order') / 1000000
  redis.call('HSET', p .. ':known:' .. source, key, fp .. ' ' .. id)
  redis.call('HSET', post, 'state', 'live', 'json', json, 'fp', fp, 'categories', categories)
  redis.call('ZADD', p .. ':archive:', published, id)
  for _, category in ipairs(cjson.decode(categories)) do
    redis.call('ZADD', p .. ':archive:' .. category[1], published, id)
    redis.call('HSET', p .. ':categories', category[1], category[2])
  end
end
if mode == 'quiet' then return end

if mode == 'send' then redis.call('HSET', post, 'at', math.floor(clock() / 1000)) end
if mode == 'drop' then mode, lane = 'mend', 3 end
local seq = redis.call('INCR', p .. ':seq')
local name = mode .. ' ' .. id
redis.call('HSET', post, 'seq', seq)
if mode == 'send' then redis.call('HSETNX', post, 'first', seq) end
redis.call('ZADD', p .. ':broadcasts', lane * LANE + seq * 4, name)
redis.call('HSET', p .. ':broadcast:' .. name, 'cursor', '')
redis.call('PUBLISH', p .. ':wake', 'broadcasts')
