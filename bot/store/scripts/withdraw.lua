-- Withdraws a post by hand: it stays so, whatever its source shows, until it is sent by hand. KEYS: prefix. ARGV: post id
-- Returns 1; 0 where it is not there to be withdrawn.
local post = p .. ':post:' .. ARGV[1]
local state, on = unpack(redis.call('HMGET', post, 'state', 'on'))
if on or state ~= 'live' and state ~= 'waiting' then return 0 end
redis.call('HSET', post, 'withdrawn', 1)
retract(ARGV[1], state)
return 1
