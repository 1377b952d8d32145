-- Takes note of what is known now of posts that read as they did. KEYS: prefix. ARGV: source, then for each post its key,
--   the rest of what is known, behind fingerprint and id, and the text of its body, packed
local source = ARGV[1]
local known_key = p .. ':known:' .. source
for i = 2, #ARGV, 3 do
  local key, rest, text = unpack(ARGV, i, i + 2)
  local same, id = string.match(redis.call('HGET', known_key, key) or '', '^(%S+ (%S+))')
  if same then
    redis.call('HSET', known_key, key, same .. rest)
    local post = p .. ':post:' .. id
    local owner, had = unpack(redis.call('HMGET', post, 'owner', 'text'))
    if owner == source .. ' ' .. key and (had or '') ~= text then
      redis.call('HSET', post, 'text', text)
      if redis.call('ZSCORE', p .. ':archive:', id) then note_change(id) end
    end
  end
end
