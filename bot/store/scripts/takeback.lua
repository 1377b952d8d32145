-- Gives back deliveries whose process is gone, as uncertain: they may have been sent.
-- KEYS: prefix. ARGV: platform, holder that asks, alone (1: nobody else can be alive), then the channels it works on
local platform, holder, alone = ARGV[1], ARGV[2], ARGV[3] == '1'
local inflight = p .. ':inflight:' .. platform
local mine = {}
for i = 4, #ARGV do mine[ARGV[i]] = true end
local now = math.floor(clock() / 1000)
local count, can_tell = 0, alone or can_tell_who_is_gone(now)
local entries = redis.call('HGETALL', inflight)
for i = 1, #entries, 2 do
  local channel = entries[i]
  local owner, id = string.match(entries[i + 1], '^(%S+) (.+)$')
  local is_lost = owner == holder and not mine[channel]  -- claimed, but the answer never reached us: not sent
  local is_dead = can_tell and owner ~= holder and (alone or redis.call('EXISTS', p .. ':alive:' .. owner) == 0)
  if is_lost or is_dead then
    local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, channel) or '{}')
    if is_dead and not row.m then row.u, row.e = row.u or row.t, 'the bot ended while this was being sent' end
    row.s, row.t = 'waiting', now
    keep(id, channel, row)
    redis.call('HDEL', inflight, channel)
    redis.call('ZADD', p .. ':later:' .. platform, now, channel)
    count = count + 1
  end
end
return count
