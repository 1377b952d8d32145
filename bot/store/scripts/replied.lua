-- Takes note that a reply has arrived. KEYS: prefix. ARGV: platform, channel, rest (ms per message), burst
put_off(ARGV[1], ARGV[2], arrived(ARGV[1], ARGV[2], clock_at(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[4])))
