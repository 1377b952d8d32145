-- Puts off what is gathered for a channel. KEYS: prefix. ARGV: channel id, when its roundup is due (ms)
reschedule(ARGV[1], ARGV[2], true)
