-- Decides about a post that is held. KEYS: prefix. ARGV: post id, what (release | drop).
-- Returns 1; 0 where it is not held any more.
local id, now = ARGV[1], clock() / 1000
local post = p .. ':post:' .. id
if redis.call('HGET', post, 'gate') ~= 'held' then return 0 end
if ARGV[2] == 'drop' then  -- the archive has it, and nobody is told
  wait_no_more(id)
  redis.call('HSET', post, 'state', 'live', 'quiet', 'archive')
  file(id)
else
  redis.call('HDEL', post, 'why')
  let_through(id, now)
end
return 1
