-- Lets nothing go to a channel for a while, neither alerts nor replies: the platform said so.
-- KEYS: prefix. ARGV: platform, channel, milliseconds, rest (ms per message), burst
local platform, channel, rest, burst = ARGV[1], ARGV[2], tonumber(ARGV[4]), tonumber(ARGV[5])
local till = clock_at(platform) / 1000 + ARGV[3]
redis.call('ZADD', p .. ':rest:' .. platform, 'GT', till + (burst - 1) * rest, chat_of(channel))
put_off(platform, channel, till)
