-- Makes a roundup due to a channel of what is gathered for it, in one step with its gathering no more.
-- KEYS: prefix. ARGV: channel id, platform, rank, roundup's id ('' where nothing is left to tell), it as a post's JSON,
--   fingerprint, when what was gathered meanwhile is due (ms), how many posts stand in it, their ids, then the ids of those
--   that were gathered and don't
-- Returns 1; 0 where what is gathered is not what it was made of any more.
local channel, platform, rank, id, json, fp, following, count = unpack(ARGV, 1, 8)
local gathered, now = p .. ':digest:' .. channel, math.floor(clock() / 1000)
for i = 9, 8 + count do
  local state, ended = unpack(redis.call('HMGET', p .. ':post:' .. ARGV[i], 'state', 'ended'))
  if state ~= 'live' or ended or not redis.call('ZSCORE', gathered, ARGV[i]) then return 0 end
end

for i = 9, #ARGV do
  local rows = p .. ':rows:' .. ARGV[i]
  if i <= 8 + count then
    local row = cjson.decode(redis.call('HGET', rows, channel) or '{}')
    row.s, row.t, row.b = 'digested', now, id
    keep(ARGV[i], channel, row)
  elseif redis.call('ZSCORE', gathered, ARGV[i]) then
    redis.call('HDEL', rows, channel)
  end
  redis.call('ZREM', gathered, ARGV[i])
end
if redis.call('EXISTS', gathered) == 0 then
  redis.call('ZREM', p .. ':digests', channel)
else
  redis.call('ZADD', p .. ':digests', following, channel)
end
if id == '' then return 1 end

local post = p .. ':post:' .. id
if redis.call('HSETNX', post, 'json', json) == 1 then  -- channels that wish alike share one
  local seq = redis.call('INCR', p .. ':seq')
  redis.call('HSET', post, 'fp', fp, 'state', 'live', 'lane', 4, 'first', seq, 'seq', seq)
  redis.call('EXPIRE', post, KEEP)
  for i = 9, 8 + count do
    redis.call('SADD', p .. ':digested:' .. ARGV[i], id)
    redis.call('EXPIRE', p .. ':digested:' .. ARGV[i], KEEP)
  end
end
put_into_mailbox(channel, platform, 4 * LANE + redis.call('HGET', post, 'first') * 4 + rank, id)
redis.call('PUBLISH', p .. ':wake', platform)
return 1
