-- Makes deliveries of one page of a broadcast due, and moves its cursor, in one step.
-- KEYS: prefix. ARGV: broadcast name, old cursor, new cursor ('' when this was the last page), how many channels it is
--   gathered for, then id of each of those and when their roundup is due (ms), then id, platform and rank of each that it
--   goes to
local name, old, new = unpack(ARGV, 1, 3)
local hash = p .. ':broadcast:' .. name
if redis.call('HGET', hash, 'cursor') ~= old then return 0 end  -- somebody else walked this page

local lane = redis.call('HGET', hash, 'lane')
local mode, id = string.match(name, '^(%a+) (.+)$')
-- A first sending keeps the place of its publication, also when the post is corrected while it is under way.
local seq = redis.call('HGET', p .. ':post:' .. id, mode == 'send' and 'first' or 'seq')
if not seq then return 0 end

-- A walk may have notes to give, each to those who were sent an older version than the one that the note tells of.
local notes = {}
for note in string.gmatch(redis.call('HGET', hash, 'notes') or '', '%S+') do
  local lane, seq, after = unpack(redis.call('HMGET', p .. ':post:' .. note, 'lane', 'seq', 'after'))
  notes[#notes + 1] = {id = note, after = tonumber(after), score = lane * LANE + seq * 4}
end

local now, first = math.floor(clock() / 1000), 5 + 2 * ARGV[4]
for i = 5, first - 1, 2 do
  local channel = moved_from(ARGV[i])
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  local is_due = row.m or row.u or is_rounded_up(row) or redis.call('ZSCORE', p .. ':mail:' .. channel, id)
  if not is_due then  -- what was on its way already the courier decides about
    gather(channel, id, ARGV[i + 1], now)
    row.s, row.t = 'gathered', now
    keep(id, channel, row)
  end
end

local woken, audience = {}, 0
for i = first, #ARGV, 3 do
  local channel, platform, rank = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if mode == 'send' then channel = moved_from(channel) end  -- what the old place shows can't be edited from the new one
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  for _, note in ipairs(notes) do
    if row.m and (row.q or 0) < note.after and redis.call('HEXISTS', p .. ':rows:' .. note.id, channel) == 0 then
      redis.call('ZADD', p .. ':mail:' .. channel, 'NX', note.score + rank, note.id)
    end
  end
  -- What a roundup shows comes by itself only as breaking news.
  if mode == 'mend' or not row.m and (lane == '0' or not is_rounded_up(row)) then
    if mode == 'send' then ungather(channel, id) end
    if mode == 'send' and not redis.call('ZSCORE', p .. ':mail:' .. channel, id) then audience = audience + 1 end
    put_into_mailbox(channel, platform, lane * LANE + seq * 4 + rank, id)
    woken[platform] = true
  end
end
if audience > 0 then redis.call('HINCRBY', p .. ':post:' .. id, 'audience', audience) end
if new == '' then
  redis.call('ZREM', p .. ':broadcasts', name)
  redis.call('DEL', hash)
else
  redis.call('HSET', hash, 'cursor', new)
end
for platform in pairs(woken) do redis.call('PUBLISH', p .. ':wake', platform) end
return 1
