-- Counts a try at signing in. KEYS: prefix. ARGV: address, most from one, most from all, within how many seconds.
-- Returns 1; 0 where there were too many.
for i, name in ipairs({ARGV[1], 'all'}) do
  local key = p .. ':attempts:' .. name
  local count = redis.call('INCR', key)
  if count == 1 then redis.call('EXPIRE', key, ARGV[4]) end
  if count > tonumber(ARGV[i + 1]) then return 0 end
end
return 1
