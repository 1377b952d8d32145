-- Takes the next place of a platform, ahead of every broadcast. KEYS: prefix. ARGV: platform, rate.
-- Returns microseconds to wait.
local now = clock_at(ARGV[1])
return math.floor(book(ARGV[1], 'free', tonumber(ARGV[2]), window_of(ARGV[1], now), math.huge, now) - now)
