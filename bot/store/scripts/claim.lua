-- Takes due deliveries of a platform, best lane first, one per channel, each with its place in the platform's pace, and
-- marks each as in flight before it is sent.
-- KEYS: prefix. ARGV: platform, limit, holder, horizon (microseconds), rate, paid rate, lanes that pay (as '0,2'),
--   then, by rank of channel, its rest (ms per message) and burst
-- Returns milliseconds until it is worth asking again along with another call, and until it is time to (-1: nothing
--   waits), posts as id, state, json, and deliveries as channel JSON, post id, row JSON, lane, microseconds until it may go
local platform, limit, holder, horizon = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local rates, paying = {free = tonumber(ARGV[5]), paid = tonumber(ARGV[6])}, {}
for lane in string.gmatch(ARGV[7], '%d+') do paying[tonumber(lane)] = true end
local LEAD, ROOM = 8000, 3000  -- microseconds: the least a place is asked for ahead; those that make it worth asking
local MANY = 32  -- channels that are looked at
local BY_RANK = {1, 2, 3, 4, 5}  -- places in LANES
local IN_TURN = {{5, 4, 3, 2, 1}, {4, 3, 5, 2, 1}, {3, 5, 4, 2, 1}}
local later, pace = p .. ':later:' .. platform, p .. ':pace:' .. platform
local now = clock_at(platform)

-- Every process asks again and again, also when nothing is due: whoever is not alone finds out.
local last = redis.call('HGET', pace, 'holder')
if last and last ~= holder then redis.call('HSET', pace, 'shared', now + SHARED) end
redis.call('HSET', pace, 'seen', now, 'holder', holder)
local window = window_of(platform, now)

for _, channel in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', now / 1000, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', later, channel)
  line_up(platform, channel)
end

-- What was put off goes back to the place it had in its mailbox.
local deferred = p .. ':deferred:' .. platform
for _, entry in ipairs(redis.call('ZRANGEBYSCORE', deferred, '-inf', now / 1000, 'LIMIT', 0, 1000)) do
  local channel, id = string.match(entry, '^(%S+) (.+)$')
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  redis.call('ZREM', deferred, entry)
  if row.p then put_into_mailbox(channel, platform, row.p, id) end
end

local posts, listed, deliveries, worth, needed = {}, {}, {}, math.huge, math.huge

-- Returns the message by which a channel shows a post, nothing where it doesn't.
local function message_of(id, channel)
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  return shown(row) and row.m
end

-- Returns row and post of the delivery that stands first in a mailbox. One with nothing left to do is taken out of it.
local function look_at(mail, channel, id, json)
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  local post = redis.call('HMGET', p .. ':post:' .. id, 'state', 'json', 'fp', 'seq', 'on', 'gate', 'ended')
  local want, on = post[1] == 'live' and post[3] or nil, post[5]
  local is_due = shown(row) ~= want or row.u
  if on and want and not row.m then
    -- A note replies to the message that shows its post: after that one's edit, which goes ahead of it, and not at all
    -- where none shows the post any more, or where nobody is subscribed.
    if redis.call('ZSCORE', mail, on) then
      redis.call('ZADD', mail, redis.call('ZSCORE', mail, id) - 1, on)
      return nil
    end
    row.r = message_of(on, channel)
    is_due = row.r and not string.find(json, '"topics":null', 1, true)
  end
  if post[6] == 'held' then is_due = false end  -- by hand, on its way: what shows it goes on to, and nobody else gets it
  if post[7] and not (row.m or row.h) then is_due = false end  -- dropped on its way: nobody else gets it, but by hand
  if is_due and want and redis.call('ZSCORE', deferred, channel .. ' ' .. id) then
    is_due = false  -- corrected again meanwhile: one edit, when its time comes
  end
  if is_due then return row, post end
  redis.call('ZREM', mail, id)
end

local function rest_of(json)
  local rank = tonumber(string.match(json, '"rank":(%d)'))
  return tonumber(ARGV[8 + 2 * rank]), tonumber(ARGV[9 + 2 * rank])
end

-- Returns until when a channel has to wait for the others of its chat, nothing where it has not. What it was sent itself,
-- it rests from in `later`.
local function crowded(channel, json)
  if not string.find(channel, '/', 1, true) then return nil end
  local free = rested(platform, channel, rest_of(json))
  return free > now / 1000 and free
end

-- Returns the first channel of a lane with something to do, and what: channel, post id, channel JSON, row, post.
-- Channels that can't be written to, and deliveries with nothing left to do, are dropped here: they cost no place.
local function first_of(lane)
  local key = ready_key(platform, lane)
  while true do
    local channel = redis.call('ZRANGE', key, 0, 0)[1]
    if not channel then return nil end
    local mail, json = p .. ':mail:' .. channel, redis.call('HGET', p .. ':channels', channel)
    local id, free = redis.call('ZRANGE', mail, 0, 0)[1], json and crowded(channel, json)
    if not (id and json and string.find(json, '"suspended":""', 1, true)) then
      redis.call('ZREM', key, channel)
      redis.call('DEL', mail)
    elseif free then
      put_off(platform, channel, free)
    else
      local row, post = look_at(mail, channel, id, json)
      if row then return channel, id, json, row, post end
      line_up(platform, channel)
    end
  end
end

local function take(lane, at, channel, id, json, row, post)
  redis.call('ZREM', ready_key(platform, lane), channel)
  local rest, burst = rest_of(json)
  if rest > 0 then tire(platform, channel, at, rest, burst) end
  if not row.m then row.q = tonumber(post[4]) end
  if row.p then
    row.p = nil
    redis.call('ZREM', deferred, channel .. ' ' .. id)  -- a removal does not wait
  end
  row.n, row.s, row.t = (row.n or 0) + 1, 'sending', math.floor(now / 1000)
  if post[1] ~= 'live' then row.d = true end  -- should we end before it is settled, the message may be gone by our own hand
  keep(id, channel, row)
  redis.call('HSET', p .. ':inflight:' .. platform, channel, holder .. ' ' .. id)
  if not listed[id] then
    listed[id] = true
    for _, value in ipairs({id, post[1] or 'retracted', post[2] or ''}) do posts[#posts + 1] = value end
  end
  for _, value in ipairs({json, id, cjson.encode(row), lane, math.floor(at - now)}) do
    deliveries[#deliveries + 1] = value
  end
end

-- Notes when to ask for a place again: at a slow pace so late that an outcome is written down before and takes it along.
local function ask_again(free, interval)
  worth = math.min(worth, free + ROOM - horizon)
  needed = math.min(needed, free - math.max(LEAD, math.min(horizon / 2, horizon - ROOM - interval)))
end

local function take_one(order)
  for _, i in ipairs(order) do
    local lane = LANES[i]
    local channel, id, json, row, post = first_of(lane)
    if channel then
      local class = paying[lane] and 'paid' or 'free'
      local at, free = book(platform, class, rates[class], window, horizon, now)
      if at then
        take(lane, at, channel, id, json, row, post)
        return true
      end
      ask_again(free, window / rates[class])
    end
  end
  return false
end

local served = tonumber(redis.call('HGET', pace, 'served') or 0)
for _ = 1, limit do
  served = served % 60 + 1
  -- One place in twenty goes to a lower lane that waits, to each of them in turn, so that none starves.
  if not take_one(served % 20 == 0 and IN_TURN[served / 20] or BY_RANK) then break end
end
redis.call('HSET', pace, 'served', served)

if needed == math.huge and #deliveries >= limit * 5 then needed = now end
-- Who rests with nothing due to them need not be looked at again.
local resting = redis.call('ZRANGE', later, 0, MANY - 1, 'WITHSCORES')
for i = 1, #resting, 2 do
  local free = resting[i + 1] * 1000
  if free >= needed then break end
  if i == MANY * 2 - 1 or redis.call('EXISTS', p .. ':mail:' .. resting[i]) == 1 then needed = free end
end
local function milliseconds(till) return till == math.huge and -1 or math.max(0, math.ceil((till - now) / 1000)) end
return {milliseconds(worth), milliseconds(needed), posts, deliveries}
