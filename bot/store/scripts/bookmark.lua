-- Keeps a question under its mark, as the one used last. KEYS: prefix. ARGV: mark, question, reader, seconds that it is kept,
--   how many a reader may have, how many there may be.
-- Of too many, those go that were used longest ago: the reader's own first.
local mark, question, reader, seconds, of_one, of_all = unpack(ARGV)
local all, own, now = p .. ':bookmarks', p .. ':bookmarks:' .. reader, clock() / 1000
redis.call('SET', p .. ':bookmark:' .. mark, question, 'EX', seconds)
for _, key in ipairs({all, own}) do
  redis.call('ZADD', key, now, mark)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - seconds * 1000)
end
redis.call('EXPIRE', own, seconds)
for _ = of_one + 1, redis.call('ZCARD', own) do
  local oldest = redis.call('ZPOPMIN', own)[1]
  redis.call('ZREM', all, oldest)
  redis.call('DEL', p .. ':bookmark:' .. oldest)
end
for _ = of_all + 1, redis.call('ZCARD', all) do
  redis.call('DEL', p .. ':bookmark:' .. redis.call('ZPOPMIN', all)[1])
end
