-- Returns what changed in the archive behind a cursor. KEYS: prefix. ARGV: the cursor's store ('' for the beginning), its
--   change and that one's post id, how many at most, and what the store is to be called where it has no name yet
-- Returns the store's name, whether it knows the cursor (1 | 0), how many posts the archive has, and of each change: post id,
-- change, place in the archive ('' where it is not there), json, text.
local archive, changes = p .. ':archive:', p .. ':changes'
redis.call('SET', p .. ':identity', ARGV[5], 'NX')
local identity, at = redis.call('GET', p .. ':identity'), tonumber(ARGV[2])
-- A store that lost its last writes has lost the last change first.
local last = redis.call('ZSCORE', changes, ARGV[3])
local is_following = identity == ARGV[1] and (at == 0 or last and tonumber(last) >= at)

if not is_following then  -- what was archived by a version of the bot that noted no changes is told of as well
  local missing = {}
  for _, id in ipairs(redis.call('ZRANGE', archive, 0, -1)) do
    if not redis.call('ZSCORE', changes, id) then missing[#missing + 1] = id end
  end
  for _, id in ipairs(missing) do note_change(id) end
end

local found, told = redis.call('ZRANGEBYSCORE', changes, is_following and '(' .. ARGV[2] or '-inf', '+inf',
  'WITHSCORES', 'LIMIT', 0, ARGV[4]), {}
for i = 1, #found, 2 do
  local id = found[i]
  local place = redis.call('ZSCORE', archive, id)
  local json, text = unpack(place and redis.call('HMGET', p .. ':post:' .. id, 'json', 'text') or {})
  for _, value in ipairs({id, found[i + 1], place or '', json or '', text or ''}) do told[#told + 1] = value end
end
return {identity, is_following and 1 or 0, redis.call('ZCARD', archive), told}
