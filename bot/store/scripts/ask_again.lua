-- Lets a post wait for its page some more. KEYS: prefix. ARGV: post id, milliseconds.
local post = p .. ':post:' .. ARGV[1]
if redis.call('HGET', post, 'gate') ~= 'page' then return end
redis.call('HINCRBY', post, 'asked', 1)
redis.call('ZADD', p .. ':waiting', clock() / 1000 + ARGV[2], ARGV[1])
