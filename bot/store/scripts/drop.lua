-- Forgets a delivery that was set aside as uncertain: it is never sent, nor are corrections of it.
-- KEYS: prefix. ARGV: channel id, post id. Returns 1; 0 where it is not set aside any more.
local channel, id = ARGV[1], ARGV[2]
if redis.call('ZREM', p .. ':uncertain', channel .. ' ' .. id) == 0 then return 0 end
local row = redis.call('HGET', p .. ':rows:' .. id, channel)
if row then
  row = cjson.decode(row)
  row.s, row.t = 'dropped', math.floor(clock() / 1000)
  keep(id, channel, row)
end
return 1
