-- Gives a lease up where it is still the holder's, and wakes those who wait for it.
-- KEYS: lease. ARGV: holder, wake channel, word that wakes
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return end
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[2], ARGV[3])
