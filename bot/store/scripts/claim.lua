-- Takes due deliveries of a platform, best lane first, one per channel, and marks each as in flight before it is sent.
-- KEYS: prefix. ARGV: platform, limit, holder
-- Returns milliseconds until the next one is due (-1: none waits), posts as id, state, json, and deliveries as
--   channel JSON, post id, row JSON, lane
local p, platform, limit, holder = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3]
local ready, later, inflight = p .. ':ready:' .. platform, p .. ':later:' .. platform, p .. ':inflight:' .. platform
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

for _, channel in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', later, channel)
  local head = redis.call('ZRANGE', p .. ':mail:' .. channel, 0, 0, 'WITHSCORES')
  if head[1] then redis.call('ZADD', ready, head[2], channel) end
end

local posts, listed, deliveries = {}, {}, {}
local popped = limit > 0 and redis.call('ZPOPMIN', ready, limit) or {}
for i = 1, #popped, 2 do
  local channel = popped[i]
  local mail = p .. ':mail:' .. channel
  local head = redis.call('ZRANGE', mail, 0, 0, 'WITHSCORES')
  local json = redis.call('HGET', p .. ':channels', channel)
  if not json or cjson.decode(json).suspended ~= '' then
    redis.call('DEL', mail)
  elseif head[1] then
    local id = head[1]
    local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
    row.n, row.s, row.t = (row.n or 0) + 1, 'sending', now
    local packed = cjson.encode(row)
    redis.call('HSET', p .. ':rows:' .. id, channel, packed)
    redis.call('HSET', inflight, channel, holder .. ' ' .. id)
    if not listed[id] then
      listed[id] = true
      local post = redis.call('HMGET', p .. ':post:' .. id, 'state', 'json')
      posts[#posts + 1] = id
      posts[#posts + 1] = post[1] or 'retracted'
      posts[#posts + 1] = post[2] or ''
    end
    deliveries[#deliveries + 1] = json
    deliveries[#deliveries + 1] = id
    deliveries[#deliveries + 1] = packed
    deliveries[#deliveries + 1] = math.floor(head[2] / 2 ^ 44)
  end
end

local wait = -1
local first = redis.call('ZRANGE', later, 0, 0, 'WITHSCORES')
if first[1] then wait = math.max(0, first[2] - now) end
if redis.call('ZCARD', ready) > 0 then wait = 0 end
return {wait, posts, deliveries}
