-- Decides about a post that is held. KEYS: prefix. ARGV: post id, what (release | drop).
-- Returns 1; 0 where it is not held any more.
local id, now = ARGV[1], clock() / 1000
local post = p .. ':post:' .. id
if redis.call('HGET', post, 'gate') ~= 'held' then return 0 end
if ARGV[2] == 'drop' and redis.call('HEXISTS', post, 'at') == 1 then  -- some have it already, and keep it as it reads now
  wait_no_more(id)
  redis.call('HSET', post, 'state', 'live')
  file(id)
  begin('mend', id, 3)
  return 1
end
if ARGV[2] == 'drop' then redis.call('HSET', post, 'quiet', 'archive') end  -- which has it, and nobody is told
redis.call('HDEL', post, 'why')
admit(id, now)
return 1
