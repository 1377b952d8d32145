-- Takes the next place of a platform for a reply, ahead of every broadcast, and lets its channel rest after it.
-- KEYS: prefix. ARGV: platform, rate, channel, rest (ms per message), burst. Returns microseconds to wait.
local platform, rate, channel, rest, burst = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local now = clock()
local at = book(platform, 'free', rate, math.huge, now)
if rest > 0 then
  local key = p .. ':rest:' .. platform
  local due = tonumber(redis.call('ZSCORE', key, channel) or 0) - (burst - 1) * rest
  at = math.max(at, math.min(due * 1000, now + 60 * 1000000))
  local following = tire(platform, channel, at, rest, burst)
  if redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 0 then
    for _, lane in ipairs(LANES) do redis.call('ZREM', ready_key(platform, lane), channel) end
    local waits = tonumber(redis.call('ZSCORE', p .. ':later:' .. platform, channel) or 0)
    redis.call('ZADD', p .. ':later:' .. platform, math.max(waits, following), channel)
  end
end
return math.floor(at - now)
