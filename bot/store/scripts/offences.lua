-- Counts requests that a platform holds against us, by the minute, and tells how many there were lately.
-- KEYS: the hash minute -> count. ARGV: how many more (0: only look), window (minutes), how many are too many
-- Returns how many there were in the window, and the milliseconds until they are fewer than that.
local more, window, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = clock()
local minute = math.floor(now / 60000000)
if more > 0 then
  redis.call('HINCRBY', KEYS[1], minute, more)
  redis.call('EXPIRE', KEYS[1], (window + 1) * 60)
end
local minutes, counts, count = {}, redis.call('HGETALL', KEYS[1]), 0
for i = 1, #counts, 2 do
  local at = tonumber(counts[i])
  -- A minute is forgotten when its last second is a whole window old; one to come is of a clock that was set back.
  if at < minute - window or at > minute then
    redis.call('HDEL', KEYS[1], counts[i])
  else
    minutes[#minutes + 1] = {at, tonumber(counts[i + 1])}
    count = count + counts[i + 1]
  end
end
table.sort(minutes, function(a, b) return a[1] < b[1] end)
local left, wait = count, 0
for _, one in ipairs(minutes) do
  if left < most then break end
  left = left - one[2]
  wait = (one[1] + window + 1) * 60000 - now / 1000
end
return {count, math.ceil(wait)}
