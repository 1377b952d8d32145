-- Moves a channel to a new id: its wishes and what is due to it go along.
-- KEYS: prefix. ARGV: platform, old id, new id, new channel JSON, new roster member ('' when it does not receive), old roster
--   member, the JSON that was read of the old and of the new id ('' for none), and whether both are the same chat (1 | 0)
-- Returns 1; 0, and does nothing, where somebody wrote either meanwhile, or, in the same chat, is writing to it
local platform, old, new, is_same = ARGV[1], ARGV[2], ARGV[3], ARGV[9] == '1'
if old == new then return 1 end
local function stands(id) return redis.call('HGET', p .. ':channels', id) or '' end
if stands(old) ~= ARGV[7] or stands(new) ~= ARGV[8] then return 0 end
-- What is under way there may arrive: only its outcome says whether it is still due.
if is_same and redis.call('HEXISTS', p .. ':inflight:' .. platform, old) == 1 then return 0 end
redis.call('HDEL', p .. ':channels', old)
redis.call('HSET', p .. ':channels', new, ARGV[4])
-- Its place in the roster stays where it was: a walk that is under way has been there or has not, as before the move.
local has_place = redis.call('ZSCORE', p .. ':roster', ARGV[6])
for _, address in ipairs(redis.call('HVALS', p .. ':moved')) do has_place = has_place or address == old end
if ARGV[5] ~= '' and not has_place then redis.call('ZADD', p .. ':roster', 0, ARGV[5]) end
redis.call('HDEL', p .. ':moved', new)  -- it may be back where it was before
redis.call('HSET', p .. ':moved', old, new)
if redis.call('SREM', p .. ':named', old) == 1 then redis.call('SADD', p .. ':named', new) end
for _, lane in ipairs(LANES) do redis.call('ZREM', ready_key(platform, lane), old) end
redis.call('ZREM', p .. ':later:' .. platform, old)
redis.call('HDEL', p .. ':inflight:' .. platform, old)
local gathered, roundup = redis.call('ZRANGE', p .. ':digest:' .. old, 0, -1, 'WITHSCORES'), redis.call('ZSCORE', p .. ':digests', old)
for i = 1, #gathered, 2 do
  local rows = p .. ':rows:' .. gathered[i]
  gather(new, gathered[i], roundup, gathered[i + 1])
  redis.call('HSETNX', rows, new, redis.call('HGET', rows, old) or '{"s":"gathered"}')
end
ungather_all(old)
local due = redis.call('ZRANGE', p .. ':mail:' .. old, 0, -1, 'WITHSCORES')
for i = 1, #due, 2 do
  local rows = p .. ':rows:' .. due[i]
  local row = redis.call('HGET', rows, old)
  -- A message in another place can't be edited from here; where it is the same, it moves with the rest of them.
  if not row or not cjson.decode(row).m then
    redis.call('ZADD', p .. ':mail:' .. new, 'NX', due[i + 1], due[i])
    redis.call('HDEL', rows, old)
  end
end
redis.call('DEL', p .. ':mail:' .. old)
local history = redis.call('HGET', p .. ':history', old)
if is_same and history then redis.call('HSETNX', p .. ':history', new, history) end
redis.call('HDEL', p .. ':history', old)  -- what was sent to another place stays there
if is_same then redis.call('HSET', p .. ':renaming', old, new) end
local deferred = p .. ':deferred:' .. platform
for _, entry in ipairs(redis.call('ZRANGE', deferred, 0, -1)) do
  local channel, id = string.match(entry, '^(%S+) (.+)$')
  if channel == old then
    local row = cjson.decode(redis.call('HGET', p .. ':rows:' .. id, old) or '{}')
    if row.p and not row.m then
      redis.call('ZADD', p .. ':mail:' .. new, 'NX', row.p, id)
      redis.call('HDEL', p .. ':rows:' .. id, old)
    end
    redis.call('ZREM', deferred, entry)
  end
end
if redis.call('EXISTS', p .. ':mail:' .. new) == 1 and redis.call('HEXISTS', p .. ':inflight:' .. platform, new) == 0 then
  redis.call('ZADD', p .. ':later:' .. platform, 'NX', clock() / 1000, new)  -- a pause that it was told to keep stands
  redis.call('PUBLISH', p .. ':wake', platform)
end
return 1
