-- Announces a post that waits, whatever for, or that was withdrawn by hand. KEYS: prefix. ARGV: post id
-- Returns 1; 0 where it neither waits nor was withdrawn so, or is one that nobody is to be told of.
local id, now = ARGV[1], clock() / 1000
local post = p .. ':post:' .. id
local state, gate, quiet, embargo, patience, withdrawn, at = unpack(redis.call('HMGET', post, 'state', 'gate', 'quiet',
  'embargo', 'patience', 'withdrawn', 'at'))
if quiet or not (state == 'waiting' and gate or state == 'retracted' and withdrawn) then return 0 end
-- Nobody knows any more who showed it: sent again, it would stand there twice.
if at and now - at > KEEP * 1000 and redis.call('EXISTS', p .. ':rows:' .. id) == 0 then return 0 end
if tonumber(patience or 0) > 0 and not withdrawn then  -- nobody looked whether its page is there
  local json = string.gsub(redis.call('HGET', post, 'json'), '"has_page":true', '"has_page":false', 1)
  redis.call('HSET', post, 'json', json)
end
redis.call('HSET', post, 'ahead', embargo or 0)  -- of this hour it went by hand; another one counts again
redis.call('HDEL', post, 'withdrawn')
announce(id, now)
return 1
