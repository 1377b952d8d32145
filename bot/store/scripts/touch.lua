-- Takes note of what is known now of posts that read as they did. KEYS: prefix. ARGV: source, then for each post its key
--   and the rest of what is known, behind fingerprint and id
local known_key = p .. ':known:' .. ARGV[1]
for i = 2, #ARGV, 2 do
  local same = string.match(redis.call('HGET', known_key, ARGV[i]) or '', '^%S+ %S+')
  if same then redis.call('HSET', known_key, ARGV[i], same .. ARGV[i + 1]) end
end
