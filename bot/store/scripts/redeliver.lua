-- Makes a post due again to channels that ought to show it and don't, at the place that it had.
-- KEYS: prefix. ARGV: post id, lane, which (failed: only where the platform refused it | any), then id, platform and rank of
--   each channel
-- Returns what came of each: due | shown | uncertain | gone (withdrawn, or never announced) | closed (the channel receives
-- nothing) | other (it did not fail there).
local id, lane, which = unpack(ARGV, 1, 3)
local state, first, seq, ended = unpack(redis.call('HMGET', p .. ':post:' .. id, 'state', 'first', 'seq', 'ended'))
local outcomes, woken = {}, {}

local function redeliver(channel, platform, rank)
  local json = redis.call('HGET', p .. ':channels', channel)
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  if state ~= 'live' or not first then return 'gone' end
  if which == 'failed' and row.s ~= 'abandoned' then return 'other' end
  if ended and not (row.m or row.h) then redis.call('ZREM', p .. ':mail:' .. channel, id) end  -- it was due no more
  if redis.call('ZSCORE', p .. ':mail:' .. channel, id) then return 'due' end
  if row.s == 'held' then return 'uncertain' end
  if row.s ~= 'abandoned' and (shown(row) or is_rounded_up(row)) then return 'shown' end
  if not json or not string.find(json, '"suspended":""', 1, true) or string.find(json, '"topics":null', 1, true) then
    return 'closed'
  end
  ungather(channel, id)
  -- What may have arrived in an earlier attempt (u) is left to the policy for that.
  row.s, row.t, row.n, row.e, row.h = 'waiting', math.floor(clock() / 1000), nil, nil, 1
  keep(id, channel, row)
  local score = row.m and 3 * LANE + seq * 4 or lane * LANE + first * 4
  put_into_mailbox(channel, platform, score + rank, id)
  woken[platform] = true
  return 'due'
end

for i = 4, #ARGV, 3 do outcomes[#outcomes + 1] = redeliver(ARGV[i], ARGV[i + 1], ARGV[i + 2]) end
for platform in pairs(woken) do redis.call('PUBLISH', p .. ':wake', platform) end
return outcomes
