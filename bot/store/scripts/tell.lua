-- Tells the admin chats of something that an operator must know, or that it is over, unless it was told before.
-- KEYS: prefix. ARGV: key of the notice, how many it is about (0: it is over), post id, the notice as a post's json,
--   fingerprint, then channel id, platform and rank of each admin chat
-- Returns 1; 0 where that was told before.
local key, count, id = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local told = tonumber(redis.call('HGET', p .. ':notices', key) or 0)
if count > 0 then redis.call('HSET', p .. ':notices', key, count) else redis.call('HDEL', p .. ':notices', key) end
if count > 0 and count <= told or count == 0 and told == 0 then return 0 end

local post, seq = p .. ':post:' .. id, redis.call('INCR', p .. ':seq')
redis.call('HSET', post, 'json', ARGV[4], 'fp', ARGV[5], 'state', 'live', 'lane', 1, 'first', seq, 'seq', seq)
redis.call('EXPIRE', post, KEEP)
for i = 6, #ARGV, 3 do
  put_into_mailbox(ARGV[i], ARGV[i + 1], 1 * LANE + seq * 4 + ARGV[i + 2], id)
  redis.call('PUBLISH', p .. ':wake', ARGV[i + 1])
end
return 1
