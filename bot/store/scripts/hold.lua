-- Sets a post aside by hand until it is released: one that waits for its hour or its page, and of one that goes out the
-- rest. Messages that show it stay as they are. KEYS: prefix. ARGV: post id, why
-- Returns 1; 0 where it is held already, or is one that nobody is to be told of.
local id, now = ARGV[1], clock() / 1000
local post = p .. ':post:' .. id
local state, gate, quiet, owner = unpack(redis.call('HMGET', post, 'state', 'gate', 'quiet', 'owner'))
-- What has no owner (a note, a notice, a roundup) is none of the newsroom's.
if quiet or not owner or gate == 'held' or state ~= 'live' and state ~= 'waiting' then return 0 end
if state == 'live' then
  unfile(id)
  redis.call('ZREM', p .. ':mends', id)
  for _, mode in ipairs({'send ', 'mend '}) do  -- a release begins both anew
    redis.call('ZREM', p .. ':broadcasts', mode .. id)
    redis.call('DEL', p .. ':broadcast:' .. mode .. id)
  end
end
wait_at(id, 'held', now)
redis.call('HSET', post, 'why', ARGV[2])
return 1
