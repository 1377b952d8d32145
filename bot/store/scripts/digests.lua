-- Returns what is gathered for channels whose roundup is due, and forgets what is gathered for those that get nothing.
-- KEYS: prefix. ARGV: how many at most
-- Returns milliseconds until there is more (-1: nothing is gathered), the time (ms), and channel JSON, due (ms) and post
--   ids, with spaces between them, of each. Nothing is changed by that: it is due until it is compiled.
local now, found = math.floor(clock() / 1000), {}
for _, channel in ipairs(redis.call('ZRANGEBYSCORE', p .. ':digests', '-inf', now, 'LIMIT', 0, ARGV[1])) do
  local json = redis.call('HGET', p .. ':channels', channel)
  if not json or string.find(json, '"topics":null', 1, true) or not string.find(json, '"suspended":""', 1, true) then
    ungather_all(channel)
  else
    found[#found + 1] = json
    found[#found + 1] = redis.call('ZSCORE', p .. ':digests', channel)
    found[#found + 1] = table.concat(redis.call('ZRANGE', p .. ':digest:' .. channel, 0, -1), ' ')
  end
end
local first = redis.call('ZRANGE', p .. ':digests', 0, 0, 'WITHSCORES')[2]
return {first and math.max(0, math.ceil(first - now)) or -1, now, found}
