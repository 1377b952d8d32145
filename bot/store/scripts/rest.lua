-- Lets a channel rest after a reply that it is about to get. KEYS: prefix.
-- ARGV: platform, channel, rest (ms per message), burst, the longest that a reply may wait (ms)
-- Returns milliseconds until the reply may go; -1 where that is too long, and the reply is better left out.
local platform, channel, rest, burst, longest = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local now = clock()
local free = tonumber(redis.call('ZSCORE', p .. ':rest:' .. platform, channel) or 0) - (burst - 1) * rest
local wait = math.max(0, math.ceil(free - now / 1000))
if wait > longest then return -1 end
local following = tire(platform, channel, now + wait * 1000, rest, burst)
if redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 0 then
  for _, lane in ipairs(LANES) do redis.call('ZREM', ready_key(platform, lane), channel) end
  local waits = tonumber(redis.call('ZSCORE', p .. ':later:' .. platform, channel) or 0)
  redis.call('ZADD', p .. ':later:' .. platform, math.max(waits, following), channel)
end
return wait
