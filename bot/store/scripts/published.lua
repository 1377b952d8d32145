-- Records what came of publishing a message.
-- KEYS: prefix. ARGV: platform, channel, post id, outcome (done | later | barred), pause (ms), quota, its window (ms)
local platform, channel, id, outcome, pause = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local queue, sent, rows = p .. ':publish:' .. channel, p .. ':published:' .. channel, p .. ':rows:' .. id
local now = math.floor(clock_at(platform) / 1000)
local row = redis.call('HGET', rows, channel)
if row then
  row = cjson.decode(row)
  row.x = outcome == 'later' and now + pause or nil
  redis.call('HSET', rows, channel, cjson.encode(row))
end
if outcome == 'done' then redis.call('ZREM', queue, id) end
if outcome == 'barred' then  -- the platform counts otherwise than we do: its word is that the quota is used up till then
  for place = 1, tonumber(ARGV[6]) do redis.call('ZADD', sent, now + pause - ARGV[7], 'barred ' .. place) end
  redis.call('PEXPIRE', sent, ARGV[7] + pause)
end
if redis.call('EXISTS', queue) == 1 then redis.call('ZADD', p .. ':publishing:' .. platform, now, channel) end
