-- Records the outcome of a delivery in flight and lets its channel's next one come.
-- KEYS: prefix. ARGV: platform, channel, post id, outcome (shows | again | deferred | abandoned | held | gathered),
--   message id ('' for none), fingerprint, error, uncertain (1 | 0), pause (ms), rest (ms per message), burst, holder,
--   which attempt at it this was, of what is gathered when its roundup is due (ms), and whether a new message is to be
--   published (breaking | others, '' for not)
-- Returns milliseconds until the channel's next one is due, -1 where there is none.
local platform, channel, id, outcome, message, fp, why = unpack(ARGV, 1, 7)
local uncertain, pause, rest, burst = ARGV[8] == '1', tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local mail, rows = p .. ':mail:' .. channel, p .. ':rows:' .. id
local now = clock_at(platform)
local due = now / 1000 + (outcome == 'deferred' and 0 or pause)
local row = cjson.decode(redis.call('HGET', rows, channel) or '{}')
local inflight = p .. ':inflight:' .. platform
-- Where the answer to an earlier try was lost, the next attempt may be under way: by us, but not what this is about.
local is_ours = redis.call('HGET', inflight, channel) == ARGV[12] .. ' ' .. id and row.n == tonumber(ARGV[13])

-- Where the delivery was taken back, or the answer to an earlier try was lost, what the platform said still counts, but
-- what is to come next is not ours to say any more: a delivery that is held would be neither held nor due.
if not is_ours and (outcome == 'again' or outcome == 'deferred' or outcome == 'held' or outcome == 'gathered') then
  return -1
end

-- What was thought uncertain is not so any more, and what becomes so keeps the reason that made it uncertain.
if row.s == 'held' then redis.call('ZREM', p .. ':uncertain', channel .. ' ' .. id) end
local tried = row.t
-- Counts a channel that a first sending does not reach.
local function stop_short()
  if row.m or row.h or row.s == outcome or redis.call('HEXISTS', p .. ':post:' .. id, 'at') == 0 then return end
  redis.call('HINCRBY', p .. ':post:' .. id, 'stopped', 1)
end
if not (outcome == 'held' and row.e) then row.e = why ~= '' and why or nil end
row.t = math.floor(now / 1000)
if outcome == 'shows' then
  local is_first = not row.m and not row.f and message ~= '' and not row.h
  if row.m and message == '' then row.g = (row.g or 0) + 1 end  -- a deleted message's nonce must not come back
  if not row.m and message ~= '' and ARGV[15] ~= '' then
    local place = (ARGV[15] == 'breaking' and 0 or LANE) + (row.q or 0) * 4
    redis.call('ZADD', p .. ':publish:' .. channel, place, id)
    redis.call('ZADD', p .. ':publishing:' .. platform, math.floor(now / 1000), channel)
  end
  row.m, row.f = message ~= '' and message or nil, message ~= '' and fp or nil
  row.u, row.n, row.d = nil, nil, nil
  local post = redis.call('HMGET', p .. ':post:' .. id, 'state', 'fp', 'seq')
  local want = post[1] == 'live' and post[2] or nil
  local is_gathering = want and shown(row) and redis.call('ZSCORE', p .. ':mends', id)
  if is_first and want then
    redis.call('HINCRBY', p .. ':post:' .. id, 'reached', 1)
    redis.call('HSET', p .. ':post:' .. id, 'last', row.t)
  end
  if shown(row) == want or is_gathering then  -- a correction comes in its time
    row.s = 'done'
    redis.call('ZREM', mail, id)
  else  -- corrected or withdrawn while it was being sent: the row stays due
    row.s = 'waiting'
    redis.call('ZADD', mail, 3 * LANE + (post[3] or 0) * 4, id)
  end
  if rest > 0 then due = math.max(due, arrived(platform, channel, now, rest, burst)) end
elseif outcome == 'gathered' and redis.call('HGET', p .. ':post:' .. id, 'fp') == fp then
  stop_short()
  row.s, row.n = 'gathered', nil
  redis.call('ZREM', mail, id)
  gather(channel, id, ARGV[14], math.floor(now / 1000))
elseif outcome == 'again' or outcome == 'gathered' then  -- one that reads differently now may be breaking news
  row.s = 'waiting'
  if uncertain then row.u = row.u or tried end
elseif outcome == 'deferred' then
  row.s, row.p = 'waiting', redis.call('ZSCORE', mail, id)
  redis.call('ZREM', mail, id)
  redis.call('ZADD', p .. ':deferred:' .. platform, now / 1000 + pause, channel .. ' ' .. id)
else
  stop_short()
  row.s = outcome
  redis.call('ZREM', mail, id)
  if outcome == 'held' then redis.call('ZADD', p .. ':uncertain', now / 1000, channel .. ' ' .. id) end
end
keep(id, channel, row)
if outcome ~= 'again' then remember(id, channel) end
if not is_ours then
  -- The channel is at something else by now, or it rests, or nothing was due to it and something may be now.
  if redis.call('HEXISTS', inflight, channel) == 0 and not redis.call('ZSCORE', p .. ':later:' .. platform, channel) then
    line_up(platform, channel)
  end
  return -1
end
redis.call('HDEL', inflight, channel)
-- A channel that rests stands in `later` even with nothing due to it: what comes next must wait as well.
if due > now / 1000 then
  redis.call('ZADD', p .. ':later:' .. platform, due, channel)
else
  line_up(platform, channel)
end
redis.call('ZREMRANGEBYSCORE', p .. ':rest:' .. platform, '-inf', now / 1000 - 1)
return redis.call('EXISTS', mail) == 1 and math.max(0, math.ceil(due - now / 1000)) or -1
