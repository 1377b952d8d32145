-- Forgets that the keeper of a channel may have to be told how it stands, unless it was written since.
-- KEYS: prefix. ARGV: channel id, the score that was seen
local key = p .. ':keepers'
if tonumber(redis.call('ZSCORE', key, ARGV[1]) or 0) == tonumber(ARGV[2]) then redis.call('ZREM', key, ARGV[1]) end
