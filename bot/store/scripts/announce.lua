-- Announces a post that waits for its page. KEYS: prefix. ARGV: post id, is the page there (1 | 0).
-- Returns 1; 0 where it does not wait for its page any more.
local post = p .. ':post:' .. ARGV[1]
if redis.call('HGET', post, 'gate') ~= 'page' then return 0 end
if ARGV[2] == '0' then
  local json = string.gsub(redis.call('HGET', post, 'json'), '"has_page":true', '"has_page":false', 1)
  redis.call('HSET', post, 'json', json)
end
announce(ARGV[1], clock() / 1000)
return 1
