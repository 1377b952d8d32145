-- Writes a channel that still stands as it was read, and lets what is gathered for it come when its hours say by now.
-- KEYS: prefix. ARGV: channel id, the JSON that was read ('' for none, '*' for whatever stands there), its JSON, its roster
--   member ('' when it does not receive), when it was written, for its keeper (ms; '' where it has none), and when what is
--   gathered for it is due (ms; '' to forget it)
-- Returns 1; 2 where it stood there just so; 0, and writes nothing, where it stands otherwise: somebody wrote it meanwhile
local id, before, after, member, written, due = unpack(ARGV)
local there = redis.call('HGET', p .. ':channels', id) or ''
if before ~= '*' and there ~= before and there ~= after then return 0 end  -- ours, where the answer to it was lost
redis.call('HSET', p .. ':channels', id, after)
for rank = 0, 2 do redis.call('ZREM', p .. ':roster', rank .. '|' .. id) end
if member ~= '' then redis.call('ZADD', p .. ':roster', 0, member) end
if written ~= '' then redis.call('ZADD', p .. ':keepers', written, id) end
reschedule(id, due)
return there == after and 2 or 1
