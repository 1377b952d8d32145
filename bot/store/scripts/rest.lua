-- Lets a channel rest after a reply that it is about to get. KEYS: prefix.
-- ARGV: platform, channel, rest (ms per message), burst, the longest that a reply may wait (ms)
-- Returns milliseconds until the reply may go; -1 where that is too long, and the reply is better left out.
local platform, channel, rest, burst, longest = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local now = clock_at(platform)
local free = tonumber(redis.call('ZSCORE', p .. ':rest:' .. platform, channel) or 0) - (burst - 1) * rest
local wait = math.max(0, math.ceil(free - now / 1000))
if wait > longest then return -1 end
put_off(platform, channel, tire(platform, channel, now + wait * 1000, rest, burst))
return wait
