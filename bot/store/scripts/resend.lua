-- Makes a delivery that was set aside as uncertain due again, at the place it had, and no longer uncertain.
-- KEYS: prefix. ARGV: channel id it was set aside under, channel id now (it may have moved), post id, platform, lane, rank
-- Returns 1; 0 where it is not set aside any more, or its post was withdrawn.
local then_, channel, id, platform, lane, rank = unpack(ARGV, 1, 6)
local seq = redis.call('HGET', p .. ':post:' .. id, 'first')
if not seq then return 0 end  -- withdrawn since the operator looked
if redis.call('ZREM', p .. ':uncertain', then_ .. ' ' .. id) == 0 then return 0 end
local rows = p .. ':rows:' .. id
local row = cjson.decode(redis.call('HGET', rows, then_) or '{}')
if then_ ~= channel then redis.call('HDEL', rows, then_) end
if redis.call('HEXISTS', p .. ':post:' .. id, 'ended') == 1 then row.h = 1 end  -- nobody else gets it, but by hand
if not (row.m or row.h) and redis.call('HEXISTS', p .. ':post:' .. id, 'stopped') == 1 then
  redis.call('HINCRBY', p .. ':post:' .. id, 'stopped', -1)
end
row.s, row.t, row.u, row.n, row.e = 'waiting', math.floor(clock() / 1000), nil, nil, nil
keep(id, channel, row)
redis.call('ZADD', p .. ':mail:' .. channel, 'NX', lane * LANE + seq * 4 + rank, id)
if redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 0
   and not redis.call('ZSCORE', p .. ':later:' .. platform, channel) then
  line_up(platform, channel)
end
redis.call('PUBLISH', p .. ':wake', platform)
return 1
