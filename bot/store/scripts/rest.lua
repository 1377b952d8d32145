-- Lets a channel rest after a reply that it is about to get. KEYS: prefix.
-- ARGV: platform, channel, rest (ms per message), burst, the longest that a reply may wait (ms), the platform's rate
-- Returns milliseconds until the reply may go, -1 where that is too long, and the reply is better left out; and whether it
-- has its place: while an alert is under way there, nobody knows when that arrives, and it is better asked again.
local platform, channel, rest, burst, longest = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
-- However many ask at once, every fifth place stays for alerts: all replies together are paced as one channel's are.
local all, each, at_once = ':replies', 1250 / ARGV[6], math.max(1, math.floor(ARGV[6] / 3))
local AGAIN = 30
local now = clock_at(platform)
local free = rested(platform, channel, rest, burst)
if burst == 1 and redis.call('HEXISTS', p .. ':inflight:' .. platform, channel) == 1 then return {AGAIN, 0} end
local wait = math.max(0, math.ceil(math.max(free, rested(platform, all, each, at_once)) - now / 1000))
if wait > longest then return {-1, 1} end
tire(platform, all, now + wait * 1000, each, at_once)
put_off(platform, channel, tire(platform, channel, now + wait * 1000, rest, burst))
return {wait, 1}
