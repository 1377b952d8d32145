-- Tells the admin chats that the store is back, unless that was told. KEYS: prefix. ARGV: name of the absence, name of the
--   next one, then as of `tell` from the post id on
-- Returns 1; 0 where that was told before.
if not redis.call('SET', p .. ':over:' .. ARGV[1], 1, 'NX', 'PX', KEEP * 1000) then return 0 end
if redis.call('GET', p .. ':absence') == ARGV[1] then redis.call('SET', p .. ':absence', ARGV[2]) end
give_notice(3)
return 1
