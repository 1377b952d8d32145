-- Gives what a channel shows of some posts to its new id in the same chat.
-- KEYS: prefix. ARGV: platform, old id, new id, then post ids
local platform, old, new = unpack(ARGV, 1, 3)
local woken = false
for i = 4, #ARGV do
  local id = ARGV[i]
  local rows, told, uncertain = p .. ':rows:' .. id, p .. ':told:' .. id, p .. ':uncertain'
  local text = redis.call('HGET', rows, old)
  -- Where both ids were sent the post, the new one's message is corrected, as it has been.
  if text and redis.call('HSETNX', rows, new, text) == 1 then
    local row = cjson.decode(text)
    if redis.call('ZREM', told, old) == 1 then redis.call('ZADD', told, 0, new) end
    local held = redis.call('ZSCORE', uncertain, old .. ' ' .. id)
    if held then redis.call('ZADD', uncertain, held, new .. ' ' .. id) end
    -- A walk that mends may have been here while nobody was at the old id any more.
    local post = redis.call('HMGET', p .. ':post:' .. id, 'state', 'fp', 'seq')
    local want = post[1] == 'live' and post[2] or nil
    if row.m and shown(row) ~= want and not redis.call('ZSCORE', p .. ':mends', id) then
      put_into_mailbox(new, platform, 3 * LANE + (post[3] or 0) * 4, id)
      woken = true
    end
  end
  redis.call('HDEL', rows, old)
  redis.call('ZREM', told, old)
  redis.call('ZREM', uncertain, old .. ' ' .. id)
end
if woken then redis.call('PUBLISH', p .. ':wake', platform) end
