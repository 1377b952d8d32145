-- Lets what is gathered for a channel come at another time. One that is late is left as it is, unless it is put off.
-- KEYS: prefix. ARGV: channel id, when its roundup is due (ms; '' to forget what is gathered), whether it is put off (1 | 0)
local channel, due = ARGV[1], ARGV[2]
local before = redis.call('ZSCORE', p .. ':digests', channel)
if not before then return end
if due == '' then
  ungather_all(channel)
elseif ARGV[3] == '1' or tonumber(before) > clock() / 1000 then
  redis.call('ZADD', p .. ':digests', due, channel)
end
