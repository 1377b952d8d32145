-- Decides about a post that is held. KEYS: prefix. ARGV: post id, what (release | drop).
-- Returns 1; 0 where it is not held any more.
local id, what, now = ARGV[1], ARGV[2], clock() / 1000
local post = p .. ':post:' .. id
local gate, at, quiet, embargo, ahead = unpack(redis.call('HMGET', post, 'gate', 'at', 'quiet', 'embargo', 'ahead'))
if gate ~= 'held' then return 0 end
if at and tonumber(embargo or 0) > now and embargo ~= ahead then  -- its source shows it no more until then
  retract(id, 'live')
elseif at and (what == 'drop' or quiet) then  -- some have it already, and keep it as it reads now; nobody else gets it
  local reached, stopped = unpack(redis.call('HMGET', post, 'reached', 'stopped'))
  wait_no_more(id)
  redis.call('HSET', post, 'state', 'live', 'ended', 1, 'audience', (reached or 0) + (stopped or 0))
  redis.call('HDEL', post, 'quiet')
  file(id)
  begin('mend', id, 3)
  return 1
elseif at then  -- its hour had come, and its page was there
  announce(id, now)
  return 1
end
if what == 'drop' then redis.call('HSET', post, 'quiet', 'archive') end  -- which has it, and nobody is told
redis.call('HDEL', post, 'why')
admit(id, now)
return 1
