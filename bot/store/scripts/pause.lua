-- Lets nothing go on a platform for a while, whichever process would send it. KEYS: prefix. ARGV: platform, milliseconds
local till = clock_at(ARGV[1]) + ARGV[2] * 1000
for _, class in ipairs({'free', 'paid'}) do
  local key = p .. ':pace:' .. ARGV[1] .. ':' .. class
  redis.call('HSET', key, 'paused', math.max(till, tonumber(redis.call('HGET', key, 'paused') or 0)))
end
