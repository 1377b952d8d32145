-- Takes due deliveries of a platform, best lane first, one per channel, each with its place in the platform's pace, and
-- marks each as in flight before it is sent.
-- KEYS: prefix. ARGV: platform, limit, holder, horizon (microseconds), rate, paid rate, lanes that pay (as '0,2')
-- Returns milliseconds until it is worth asking again (-1: nothing waits), posts as id, state, json, and deliveries as
--   channel JSON, post id, row JSON, lane, microseconds until it may go
local platform, limit, holder, horizon = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local rates, paying = {free = tonumber(ARGV[5]), paid = tonumber(ARGV[6])}, {}
for lane in string.gmatch(ARGV[7], '%d+') do paying[tonumber(lane)] = true end
local later, pace = p .. ':later:' .. platform, p .. ':pace:' .. platform
local now = clock()

-- Where the server's clock was set back, what waits is moved back by as much.
local seen = tonumber(redis.call('HGET', pace, 'seen') or 0)
if seen > now + 1000000 then
  local waiting = redis.call('ZRANGE', later, 0, -1, 'WITHSCORES')
  for i = 1, #waiting, 2 do redis.call('ZADD', later, waiting[i + 1] - (seen - now) / 1000, waiting[i]) end
end
redis.call('HSET', pace, 'seen', now)

for _, channel in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', now / 1000, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', later, channel)
  line_up(platform, channel)
end

local posts, listed, deliveries, soonest = {}, {}, {}, nil

local function first_of(lane)  -- the first channel of a lane that can be written to; those that can't are dropped
  local key = ready_key(platform, lane)
  while true do
    local channel = redis.call('ZRANGE', key, 0, 0)[1]
    if not channel then return nil end
    local json = redis.call('HGET', p .. ':channels', channel)
    local id = redis.call('ZRANGE', p .. ':mail:' .. channel, 0, 0)[1]
    if id and json and string.find(json, '"suspended":""', 1, true) then return channel, id, json end
    redis.call('ZREM', key, channel)
    redis.call('DEL', p .. ':mail:' .. channel)
  end
end

local function take(lane, channel, id, json, at)
  redis.call('ZREM', ready_key(platform, lane), channel)
  local rows = p .. ':rows:' .. id
  local row = cjson.decode(redis.call('HGET', rows, channel) or '{}')
  row.n, row.s, row.t = (row.n or 0) + 1, 'sending', math.floor(now / 1000)
  local packed = cjson.encode(row)
  redis.call('HSET', rows, channel, packed)
  redis.call('HSET', p .. ':inflight:' .. platform, channel, holder .. ' ' .. id)
  if not listed[id] then
    listed[id] = true
    local post = redis.call('HMGET', p .. ':post:' .. id, 'state', 'json')
    for _, value in ipairs({id, post[1] or 'retracted', post[2] or ''}) do posts[#posts + 1] = value end
  end
  for _, value in ipairs({json, id, packed, lane, math.floor(at - now)}) do deliveries[#deliveries + 1] = value end
end

local function take_one(first, last, step)
  for i = first, last, step do
    local lane = LANES[i]
    local channel, id, json = first_of(lane)
    if channel then
      local class = paying[lane] and 'paid' or 'free'
      local at, free = book(platform, class, rates[class], horizon, now)
      if at then
        take(lane, channel, id, json, at)
        return true
      end
      soonest = math.min(soonest or free, free)
    end
  end
  return false
end

local served = tonumber(redis.call('HGET', pace, 'served') or 0)
for _ = 1, limit do
  served = served + 1
  -- One place in twenty goes to the lowest lane that waits, so that none starves.
  local is_taken
  if served % 20 == 0 then is_taken = take_one(#LANES, 1, -1) else is_taken = take_one(1, #LANES, 1) end
  if not is_taken then break end
end
redis.call('HSET', pace, 'served', served % 20)

local wait = -1
local first = redis.call('ZRANGE', later, 0, 0, 'WITHSCORES')
if first[1] then wait = math.max(0, math.ceil(first[2] - now / 1000)) end
if soonest then
  local free = math.max(0, math.ceil((soonest - horizon / 2 - now) / 1000))  -- half a horizon's worth at a time
  wait = wait < 0 and free or math.min(wait, free)
elseif #deliveries >= limit * 5 then
  wait = 0
end
return {wait, posts, deliveries}
