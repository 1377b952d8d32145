-- Takes messages that are to be published to their channels' followers: breaking news first, within each channel's quota.
-- KEYS: prefix. ARGV: platform, limit, lease (ms), quota, its window (ms), places of it kept for breaking news,
--   the age (ms) at which a message is not published any more
-- Returns channel JSON, post id and message id of each.
local platform, limit, lease, window = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[5])
local quota, kept, age = tonumber(ARGV[4]), tonumber(ARGV[6]), tonumber(ARGV[7])
local index = p .. ':publishing:' .. platform
local now = math.floor(clock_at(platform) / 1000)
local taken = {}

-- Returns the row of a message that is still to be published, nothing where it was withdrawn, removed or is too old.
local function wanted(channel, id)
  local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
  local is_live = redis.call('HGET', p .. ':post:' .. id, 'state') == 'live'
  return is_live and row.m and shown(row) and now - (row.t or 0) < age and row
end

-- Takes the first message of a channel that may go. Returns when to look again, nothing where nothing is left.
local function look_at(channel, json)
  local queue, sent = p .. ':publish:' .. channel, p .. ':published:' .. channel
  redis.call('ZREMRANGEBYSCORE', sent, '-inf', now - window)
  local used, again = redis.call('ZCARD', sent), nil
  local listed = redis.call('ZRANGE', queue, 0, -1, 'WITHSCORES')
  for i = 1, #listed, 2 do
    local id, room = listed[i], quota - (listed[i + 1] + 0 < LANE and 0 or kept)
    local row = wanted(channel, id)
    if not row then
      redis.call('ZREM', queue, id)
    elseif row.x and row.x > now then  -- somebody is at it
      again = math.min(again or row.x, row.x)
    elseif used >= room then
      local free = redis.call('ZRANGE', sent, used - room, used - room, 'WITHSCORES')[2] + window
      return math.min(again or free, free)
    else
      row.x = now + lease
      redis.call('HSET', p .. ':rows:' .. id, channel, cjson.encode(row))
      redis.call('ZADD', sent, now, id)
      redis.call('PEXPIRE', sent, window * 2)
      for _, value in ipairs({json, id, row.m}) do taken[#taken + 1] = value end
      return now
    end
  end
  return again
end

for _, channel in ipairs(redis.call('ZRANGEBYSCORE', index, '-inf', now, 'LIMIT', 0, limit)) do
  local json = redis.call('HGET', p .. ':channels', channel)
  local again = json and look_at(channel, json)
  if again then
    redis.call('ZADD', index, again, channel)
  else
    redis.call('ZREM', index, channel)
    redis.call('DEL', p .. ':publish:' .. channel)
  end
end
return taken
