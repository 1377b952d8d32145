-- Stands before every script: the clock, the lanes and the pace, all of them the server's, so that processes agree.
local p = KEYS[1]
local LANE = 2 ^ 44  -- a score is lane * LANE + sequence * 4 + rank: lane first, then age, then size of the channel
local LANES = {0, 1, 2, 3, 4}
local KEEP = 90 * 24 * 3600  -- seconds that a post's rows are kept after the last of them changed
local LAST = 5  -- posts that are remembered of each channel
local HUSH = 3000  -- milliseconds that all processes may be silent; each says every 2,000 that it lives
local WINDOW, SLACK = 1015000, 50000  -- microseconds; measured: see docs/decisions
local SHARED_WINDOW, SHARED = 1040000, 3000000  -- the window where several processes send, and for how long that is known

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- Returns the time, as `clock` does. Where the server's clock was set back, all that waits for an hour of the old time is
-- moved back by as much: the pace, pauses, what was put off, and channels that rest or wait.
local function clock_at(platform)
  local now, pace = clock(), p .. ':pace:' .. platform
  local back = tonumber(redis.call('HGET', pace, 'seen') or 0) - now
  if back < 1000000 then return now end
  redis.call('HSET', pace, 'seen', now)
  for _, name in ipairs({':later:', ':rest:', ':deferred:', ':publishing:'}) do
    local waiting = redis.call('ZRANGE', p .. name .. platform, 0, -1, 'WITHSCORES')
    for i = 1, #waiting, 2 do
      redis.call('ZADD', p .. name .. platform, waiting[i + 1] - back / 1000, waiting[i])
    end
  end
  for _, class in ipairs({'free', 'paid'}) do
    local key, sent = pace .. ':' .. class, p .. ':sent:' .. platform .. ':' .. class
    for _, name in ipairs({'next', 'paused'}) do
      local at = redis.call('HGET', key, name)
      if at then redis.call('HSET', key, name, at - back) end
    end
    for i, at in ipairs(redis.call('LRANGE', sent, 0, -1)) do redis.call('LSET', sent, i - 1, at - back) end
  end
  return now
end

-- Returns whether whoever does not say that it lives is gone, at `now` (ms). Not where nobody at all said so lately: then
-- the server was away itself, or its clock was set, all signs of life have ended, and those who live get time to say so.
local function can_tell_who_is_gone(now)
  local pulse = redis.call('HMGET', p .. ':pulse', 'last', 'doubt')
  local since = now - tonumber(pulse[1] or 0)
  return since >= 0 and since <= HUSH and now >= tonumber(pulse[2] or 0)
end

local function ready_key(platform, lane) return p .. ':ready:' .. platform .. ':' .. lane end

-- Puts a channel where the first of what is due to it belongs, and nowhere else.
local function line_up(platform, channel)
  for _, lane in ipairs(LANES) do redis.call('ZREM', ready_key(platform, lane), channel) end
  local head = redis.call('ZRANGE', p .. ':mail:' .. channel, 0, 0, 'WITHSCORES')
  if head[1] then redis.call('ZADD', ready_key(platform, math.floor(head[2] / LANE)), head[2], channel) end
end

-- Returns the id that a channel has after all its moves.
local function moved_from(channel)
  local moved = redis.call('HGET', p .. ':moved', channel)
  while moved do channel, moved = moved, redis.call('HGET', p .. ':moved', moved) end
  return channel
end

-- Lets nothing go to a channel before `till` (ms), what is under way excepted: that one's outcome says when the next may.
local function put_off(platform, channel, till)
  if redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 1 then return end
  for _, lane in ipairs(LANES) do redis.call('ZREM', ready_key(platform, lane), channel) end
  redis.call('ZADD', p .. ':later:' .. platform, 'GT', till, channel)
end

-- Makes a post due to a channel, at once where the channel neither rests nor is written to.
local function put_into_mailbox(channel, platform, score, id)
  redis.call('ZADD', p .. ':mail:' .. channel, 'NX', score, id)
  if redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 0
     and not redis.call('ZSCORE', p .. ':later:' .. platform, channel) then
    line_up(platform, channel)
  end
end

-- Returns the fingerprint of what a row shows, nothing where that says only that the post was withdrawn.
local function shown(row) return row.f ~= 'tombstone' and row.f or nil end

-- Notes what became of a post in a channel, and that the channel has to do with the post: a mend walks those.
local function keep(id, channel, row)
  local rows, told = p .. ':rows:' .. id, p .. ':told:' .. id
  redis.call('HSET', rows, channel, cjson.encode(row))
  redis.call('EXPIRE', rows, KEEP)
  if row.m or row.s == 'abandoned' then redis.call('ZADD', told, 0, channel) else redis.call('ZREM', told, channel) end
  redis.call('EXPIRE', told, KEEP)
end

-- Remembers what a channel was sent last, newest first, of what readers know as stories: neither notes nor notices.
local function remember(id, channel)
  if string.find(id, '~', 1, true) or string.sub(id, 1, 7) == 'notice-' then return end
  local history, kept = p .. ':history', {id}
  for one in string.gmatch(redis.call('HGET', history, channel) or '', '%S+') do
    if one ~= id and #kept < LAST then kept[#kept + 1] = one end
  end
  redis.call('HSET', history, channel, table.concat(kept, ' '))
end

-- Lets a post wait, from `now` (ms), for the channel's next roundup, which is due at `due` (ms) unless it is sooner.
local function gather(channel, id, due, now)
  redis.call('ZADD', p .. ':digest:' .. channel, 'NX', now, id)
  redis.call('ZADD', p .. ':digests', 'LT', due, channel)
end

-- Lets a post wait no longer for a roundup.
local function ungather(channel, id)
  if redis.call('ZREM', p .. ':digest:' .. channel, id) == 1 and redis.call('EXISTS', p .. ':digest:' .. channel) == 0 then
    redis.call('ZREM', p .. ':digests', channel)
  end
end

-- Forgets what is gathered for a channel.
local function ungather_all(channel)
  for _, id in ipairs(redis.call('ZRANGE', p .. ':digest:' .. channel, 0, -1)) do
    redis.call('HDEL', p .. ':rows:' .. id, channel)
  end
  redis.call('DEL', p .. ':digest:' .. channel)
  redis.call('ZREM', p .. ':digests', channel)
end

-- Lets what is gathered for a channel come at `due` (ms), or forgets it where that is ''. One that is late is left as it is,
-- unless it is put off.
local function reschedule(channel, due, is_put_off)
  local before = redis.call('ZSCORE', p .. ':digests', channel)
  if not before then return end
  if due == '' then
    ungather_all(channel)
  elseif is_put_off or tonumber(before) > clock() / 1000 then
    redis.call('ZADD', p .. ':digests', due, channel)
  end
end

-- Returns whether a roundup shows the post in the row's channel, or is about to.
local function is_rounded_up(row) return row.b and redis.call('HGET', p .. ':post:' .. row.b, 'state') == 'live' end

-- Returns in how many microseconds no more than the limit may go. A process sees to its own late wake-ups; of another's,
-- and of another way to the platform, it knows nothing: several get more room.
local function window_of(platform, now)
  local till = tonumber(redis.call('HGET', p .. ':pace:' .. platform, 'shared') or 0)
  return till > now and till <= now + SHARED and SHARED_WINDOW or WINDOW
end

-- Takes the next place of a platform within `horizon` microseconds. Returns its time; or nil and when one comes free.
-- A grid a little slower than the limit, with some catching up (a strict grid loses four per cent to late wake-ups),
-- and never a message sooner than a window after the one `rate` places before it (a grid alone bunches up).
local function book(platform, class, rate, window, horizon, now)
  local key, sent = p .. ':pace:' .. platform .. ':' .. class, p .. ':sent:' .. platform .. ':' .. class
  local state = redis.call('HMGET', key, 'next', 'paused')
  local next, paused = tonumber(state[1] or 0), tonumber(state[2] or 0)
  local at, length = math.max(now, next, paused), redis.call('LLEN', sent)
  if length >= rate then
    at = math.max(at, redis.call('LINDEX', sent, length == rate and -1 or rate - 1) + window)
  end
  if at > now + horizon then return nil, at end
  redis.call('HSET', key, 'next', math.max(next, at - SLACK) + window / rate)
  redis.call('LPUSH', sent, at)
  redis.call('LTRIM', sent, 0, rate - 1)
  return at
end

-- Returns the chat that a channel is in: what topics of one group are sent counts together.
local function chat_of(channel) return string.match(channel, '^[^/]+') end

-- Returns the millisecond at which a channel may be written to: `burst` messages at once, then one every `rest` milliseconds.
local function rested(platform, channel, rest, burst)
  return tonumber(redis.call('ZSCORE', p .. ':rest:' .. platform, chat_of(channel)) or 0) - (burst - 1) * rest
end

-- Counts a message to a channel at `at` (microseconds), and returns when the next may go, as `rested`.
local function tire(platform, channel, at, rest, burst)
  local key, chat = p .. ':rest:' .. platform, chat_of(channel)
  redis.call('ZADD', key, math.max(at / 1000, redis.call('ZSCORE', key, chat) or 0) + rest, chat)
  return rested(platform, channel, rest, burst)
end

-- Takes note that a message which was counted already may have arrived as late as `now`; returns the same.
local function arrived(platform, channel, now, rest, burst)
  redis.call('ZADD', p .. ':rest:' .. platform, 'GT', now / 1000 + rest, chat_of(channel))
  return rested(platform, channel, rest, burst)
end
