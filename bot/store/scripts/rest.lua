-- Lets a channel rest after a reply that it is about to get. KEYS: prefix.
-- ARGV: platform, channel, rest (ms per message), burst, the longest that a reply may wait (ms), the platform's rate
-- Returns milliseconds until the reply may go; -1 where that is too long, and the reply is better left out.
local platform, channel, rest, burst, longest = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
-- However many ask at once, every fifth place stays for alerts: all replies together are paced as one channel's are.
local all, each, at_once = ':replies', 1250 / ARGV[6], math.max(1, math.floor(ARGV[6] / 3))
local LATE = 100  -- milliseconds that an alert under way may arrive later than its place, where a reply comes after it
local now = clock_at(platform)
local free = rested(platform, channel, rest, burst)
if redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 1 then free = free + LATE end
local wait = math.max(0, math.ceil(math.max(free, rested(platform, all, each, at_once)) - now / 1000))
if wait > longest then return -1 end
tire(platform, all, now + wait * 1000, each, at_once)
put_off(platform, channel, tire(platform, channel, now + wait * 1000, rest, burst))
return wait
