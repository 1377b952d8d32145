-- Reads a stretch of a shelf, newest first. KEYS: prefix. ARGV: shelf (archive:CATEGORY | breaking), since (unix seconds, ''
--   for ever), count, skip, id of the post that the stretch is beside ('' for none), whether it is the one before that
--   post (1 | 0). A post that is gone counts for nothing: then `skip` says where the stretch begins.
-- Returns how many posts are skipped, how many there are, and each post's JSON.
local key, since, count, skip = p .. ':' .. ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local total = since == '' and redis.call('ZCARD', key) or redis.call('ZCOUNT', key, since, '+inf')
local rank = ARGV[5] ~= '' and redis.call('ZREVRANK', key, ARGV[5])
if rank then skip = ARGV[6] == '1' and rank - count or rank + 1 end
skip = math.max(0, math.min(skip, skip < total and skip or total - count))
local answer = {skip, total}
if total > 0 then
  for _, id in ipairs(redis.call('ZREVRANGE', key, skip, math.min(skip + count, total) - 1)) do
    answer[#answer + 1] = redis.call('HGET', p .. ':post:' .. id, 'json')
  end
end
return answer
