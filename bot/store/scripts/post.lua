-- Stands before the scripts that change what becomes of a post: its places in the archive, its wait, its broadcasts.

-- Notes that a post reads otherwise from now on, or is there no more: whoever keeps a copy of the archive follows these.
local is_told = false
local function note_change(id)
  local last = redis.call('ZRANGE', p .. ':changes', -1, -1, 'WITHSCORES')[2] or 0
  redis.call('ZADD', p .. ':changes', math.max(clock(), last + 1), id)
  if not is_told then redis.call('PUBLISH', p .. ':wake', 'changes') end
  is_told = true
end

-- Puts a post into the archive, and among the breaking news where it is of those (lane 0). Posts dated by the day alone
-- share their moment: those that came later stand first.
local function file(id)
  local post = p .. ':post:' .. id
  if redis.call('HEXISTS', post, 'order') == 0 then
    redis.call('HSET', post, 'order', redis.call('INCR', p .. ':order') % 1000000)
  end
  local published, order, categories, lane = unpack(redis.call('HMGET', post, 'published', 'order', 'categories', 'lane'))
  redis.call('ZADD', p .. ':archive:', published + order / 1000000, id)
  if lane == '0' then redis.call('ZADD', p .. ':breaking', published + order / 1000000, id) end
  for _, category in ipairs(cjson.decode(categories)) do
    redis.call('ZADD', p .. ':archive:' .. category[1], published + order / 1000000, id)
    redis.call('HSET', p .. ':categories', category[1], category[2])
  end
  note_change(id)
end

-- Takes a post out of the archive.
local function unfile(id)
  if redis.call('ZREM', p .. ':archive:', id) == 1 then note_change(id) end
  redis.call('ZREM', p .. ':breaking', id)
  for _, category in ipairs(cjson.decode(redis.call('HGET', p .. ':post:' .. id, 'categories') or '[]')) do
    redis.call('ZREM', p .. ':archive:' .. category[1], id)
  end
end

-- Begins a walk through the audience: `send` to all who wish for the post, `mend` to all who show it, with a note where
-- there is one to give them.
local function begin(mode, id, lane, note)
  local name = mode .. ' ' .. id
  local hash = p .. ':broadcast:' .. name
  redis.call('ZADD', p .. ':broadcasts', lane * LANE + redis.call('HGET', p .. ':post:' .. id, 'seq') * 4, name)
  redis.call('HSET', hash, 'cursor', '', 'lane', lane)
  -- What a walk that is begun anew had to give goes on with it: not everybody has it yet.
  if note then redis.call('HSET', hash, 'notes', (redis.call('HGET', hash, 'notes') or '') .. note .. ' ') end
  redis.call('PUBLISH', p .. ':wake', 'broadcasts')
end

-- Makes a note on a post (raised | corrected): a post of its own, which reads as its post does now. Returns its id; nothing
-- where the post has had a note of this name: each is sent once, for ever.
local function note_on(id, name, kind, lane)
  local post, note = p .. ':post:' .. id, id .. '~' .. name
  local json, notes, after = unpack(redis.call('HMGET', post, 'json', 'notes', 'seq'))
  if string.find(notes or '', note .. ' ', 1, true) then return nil end
  redis.call('HSET', post, 'notes', (notes or '') .. note .. ' ')
  local seq = redis.call('INCR', p .. ':seq')
  json = '{"id":"' .. note .. '","note":"' .. kind .. string.sub(json, 8 + #id)
  redis.call('HSET', p .. ':post:' .. note, 'json', json, 'fp', kind, 'state', 'live', 'on', id, 'lane', lane,
    'after', after, 'first', seq, 'seq', seq)
  return note
end

-- Returns what the editor says about the correction of a post.
local function said_of(id) return cjson.decode(redis.call('HGET', p .. ':post:' .. id, 'json')).correction end

-- Lets the roundups that a post stands in read as the post does now; one of which nothing is left goes for good.
local function revise_roundups(id)
  for _, roundup in ipairs(redis.call('SMEMBERS', p .. ':digested:' .. id)) do
    local post = p .. ':post:' .. roundup
    local json, state = unpack(redis.call('HMGET', post, 'json', 'state'))
    if state == 'live' then
      local fields, is_left = cjson.decode(json).roundup, false
      for _, member in ipairs(fields.members) do
        is_left = is_left or redis.call('HGET', p .. ':post:' .. member, 'state') == 'live'
      end
      json = string.gsub(json, '"edition":%d+', '"edition":' .. fields.edition + 1, 1)
      redis.call('HSET', post, 'json', json, 'fp', 'roundup-' .. fields.edition + 1,
        'state', is_left and 'live' or 'retracted', 'seq', redis.call('INCR', p .. ':seq'))
      begin('mend', roundup, 3)
    end
  end
end

-- Lets a correction reach every message that shows the post; with a note, where that is wished for and the editor says
-- something new about it.
local function correct(id, is_noted)
  local post, says, note = p .. ':post:' .. id, said_of(id), nil
  if is_noted and says ~= '' and says ~= redis.call('HGET', post, 'said') then
    note = note_on(id, string.sub(redis.sha1hex(says), 1, 12), 'corrected', 3)
  end
  redis.call('HSET', post, 'said', says)
  begin('mend', id, 3, note)
  revise_roundups(id)
end

-- Lets a post wait: `embargo` for its hour, `page` for its page, `held` for the operator.
local function wait_at(id, gate, due)
  redis.call('HSET', p .. ':post:' .. id, 'state', 'waiting', 'gate', gate, 'since', due)
  redis.call('HDEL', p .. ':post:' .. id, 'asked')
  redis.call('ZREM', p .. ':held', id)
  redis.call('ZREM', p .. ':waiting', id)
  redis.call('ZADD', p .. (gate == 'held' and ':held' or ':waiting'), due, id)
  redis.call('PUBLISH', p .. ':wake', 'gate')
end

-- Lets a post wait no longer, whatever for.
local function wait_no_more(id)
  redis.call('ZREM', p .. ':waiting', id)
  redis.call('ZREM', p .. ':held', id)
  redis.call('HDEL', p .. ':post:' .. id, 'gate', 'since', 'asked', 'why')
end

-- Announces a post: from here on it cannot be lost. One that was announced before may still have messages to edit.
local function announce(id, now)
  local post = p .. ':post:' .. id
  local is_again = redis.call('HEXISTS', post, 'at') == 1
  wait_no_more(id)
  redis.call('HSET', post, 'state', 'live', 'at', math.floor(now), 'seq', redis.call('INCR', p .. ':seq'),
    'said', said_of(id))
  redis.call('HSETNX', post, 'first', redis.call('HGET', post, 'seq'))
  redis.call('HDEL', post, 'quiet', 'ended', 'audience', 'reached', 'stopped', 'last')
  file(id)
  begin('send', id, redis.call('HGET', post, 'lane'))
  if is_again then
    begin('mend', id, 3)
    revise_roundups(id)
  end
end

-- Lets a post through that waits for nothing but its page; returns whether that is all there was to wait for. One that
-- nobody is to be told of is only there to be read from now on.
local function let_through(id, now)
  local post = p .. ':post:' .. id
  if redis.call('HEXISTS', post, 'quiet') == 1 then
    wait_no_more(id)
    redis.call('HSET', post, 'state', 'live')
    file(id)
    return true
  elseif tonumber(redis.call('HGET', post, 'patience')) == 0 then
    announce(id, now)
    return true
  end
  wait_at(id, 'page', now)
  return false
end

-- Lets a post wait for its hour, where that is to come, and else through; returns whether it is there now.
local function admit(id, now)
  local embargo = tonumber(redis.call('HGET', p .. ':post:' .. id, 'embargo') or 0)
  if embargo <= now then return let_through(id, now) end
  wait_at(id, 'embargo', embargo)
  return false
end

-- Withdraws a post: who was not reached yet need not be, and messages that show it go.
local function retract(id, state)
  local post = p .. ':post:' .. id
  wait_no_more(id)
  unfile(id)
  redis.call('HSET', post, 'state', 'retracted')
  redis.call('HDEL', post, 'first')
  -- Of what was dropped on its way nobody else is told, should it be back.
  if redis.call('HEXISTS', post, 'ended') == 1 then redis.call('HSET', post, 'quiet', 'archive') end
  redis.call('ZREM', p .. ':mends', id)
  redis.call('ZREM', p .. ':broadcasts', 'send ' .. id)
  redis.call('DEL', p .. ':broadcast:send ' .. id)
  if state == 'live' or redis.call('HEXISTS', post, 'at') == 1 then  -- held by hand, some may show it
    redis.call('HSET', post, 'seq', redis.call('INCR', p .. ':seq'))
    redis.call('HDEL', p .. ':broadcast:mend ' .. id, 'notes')
    begin('mend', id, 3)
    for note in string.gmatch(redis.call('HGET', post, 'notes') or '', '%S+') do
      redis.call('HSET', p .. ':post:' .. note, 'state', 'retracted')
      begin('mend', note, 3)
    end
    revise_roundups(id)
  end
  return 'retracted'
end

-- Makes a notice due to chats: a post of its own. From argument `from` on stand the post id, the notice as a post's json,
-- its fingerprint, then channel id, platform and rank of each chat.
local function give_notice(from)
  local id, seq = ARGV[from], redis.call('INCR', p .. ':seq')
  local post = p .. ':post:' .. id
  redis.call('HSET', post, 'json', ARGV[from + 1], 'fp', ARGV[from + 2], 'state', 'live', 'lane', 1, 'first', seq, 'seq', seq)
  redis.call('EXPIRE', post, KEEP)
  for i = from + 3, #ARGV, 3 do
    put_into_mailbox(ARGV[i], ARGV[i + 1], 1 * LANE + seq * 4 + ARGV[i + 2], id)
    redis.call('PUBLISH', p .. ':wake', ARGV[i + 1])
  end
end
