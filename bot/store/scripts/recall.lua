-- Returns the question under a mark, nothing where it was forgotten; its use keeps it for as long again.
-- KEYS: prefix. ARGV: mark, seconds that it is kept.
local key = p .. ':bookmark:' .. ARGV[1]
local question = redis.call('GET', key)
if question then
  redis.call('EXPIRE', key, ARGV[2])
  redis.call('ZADD', p .. ':bookmarks', 'XX', clock() / 1000, ARGV[1])
end
return question
