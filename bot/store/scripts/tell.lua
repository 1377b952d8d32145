-- Tells the admin chats of something that an operator must know, or that it is over, unless it was told before.
-- KEYS: prefix. ARGV: key of the notice, how many it is about (0: it is over), post id, the notice as a post's json,
--   fingerprint, then channel id, platform and rank of each admin chat
-- Returns 1; 0 where that was told before.
local key, count = ARGV[1], tonumber(ARGV[2])
local told = tonumber(redis.call('HGET', p .. ':notices', key) or 0)
if count > 0 then redis.call('HSET', p .. ':notices', key, count) else redis.call('HDEL', p .. ':notices', key) end
if count > 0 and count <= told or count == 0 and told == 0 then return 0 end
give_notice(3)
return 1
