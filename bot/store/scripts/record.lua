-- Records events of posts in one step: each post, what is known of it, its archive places and its broadcast.
-- KEYS: prefix. ARGV: source, authority, whether the look ends with these (1 | 0), then each event as JSON: key, mode (quiet
--   | none | send | mend | drop), and but for drop: post id, the post as json, fp (fingerprint), rest of what is known,
--   lane, published (unix seconds), categories (JSON list of [folded, name]), canonical link ('' where it is not the
--   post's alone), text (of its body, packed), key it was known by ('' for the same), why it is held ('' where it is not), embargo (unix ms, 0 for none), patience (ms that it may wait for its
--   page), gather (ms that a correction waits for the next), is_raised, is_silenced (whether its level is none), is_noted
--   (whether what the editor says about a correction is to be a note as well)
-- Returns what came of each: see bot.core.model.Outcome.
local source, authority, now = ARGV[1], ARGV[2], clock() / 1000
local known_key = p .. ':known:' .. source

-- Returns whether a site shows this post under another key as well as `key`: then they are two, whatever their address.
local function is_anothers(id, key)
  if authority ~= '2' then return false end
  local owner = redis.call('HGET', p .. ':post:' .. id, 'owner') or ''
  local other = string.sub(owner, #source + 2)
  return owner == source .. ' ' .. other and other ~= key and redis.call('HEXISTS', known_key, other) == 1
end

-- Returns a post's JSON with the time of correction that the other one has, where it has none itself.
local function marked(json, other)
  local mark = string.match(other, '"corrected":"[^"]*"')
  return mark and string.gsub(json, '"corrected":null', mark, 1) or json
end

-- Lets a correction reach the messages, together with those that follow it.
local function correct_soon(id, event)
  if event.gather > 0 then
    redis.call('ZADD', p .. ':mends', 'NX', now + event.gather, id)
    redis.call('PUBLISH', p .. ':wake', 'gate')
  else
    correct(id, event.is_noted)
  end
end

local function record(event)
  local key, mode, json, fp, own_id, was = event.key, event.mode, event.json, event.fp, event.id, event.was or ''
  local categories, embargo, patience = event.categories, event.embargo, event.patience

  -- Which post it is: the one of this key, of the key before, or the one that another source shows at the same address.
  local id, known = own_id, redis.call('HGET', known_key, was ~= '' and was or key)
  if not known and was ~= '' then known = redis.call('HGET', known_key, key) end
  if known then
    id = string.match(known, '^%S+ (%S+)')
  elseif mode == 'drop' then
    return 'unchanged'
  else
    local same = event.link ~= '' and redis.call('HGET', p .. ':links', event.link)
    if same and redis.call('HEXISTS', p .. ':post:' .. same, 'state') == 1 and not is_anothers(same, key) then id = same end
    if is_anothers(id, key) then id = string.sub(redis.sha1hex(id .. ' ' .. now), 1, 16) end  -- it took a name that was left
  end
  local post = p .. ':post:' .. id
  if id ~= own_id and mode ~= 'drop' then json = '{"id":"' .. id .. string.sub(json, 8 + #own_id) end
  local state, owner, rank, old_fp = unpack(redis.call('HMGET', post, 'state', 'owner', 'authority', 'fp'))
  rank = tonumber(rank or authority)
  local is_theirs = state and tonumber(authority) < rank  -- another source, whose word counts more, shows it too

  if mode == 'drop' then
    redis.call('HDEL', known_key, key)
    local is_alias = owner ~= source .. ' ' .. key and string.sub(owner or '', 1, #source + 1) == source .. ' '
    if is_theirs or is_alias or state == 'retracted' then return 'unchanged' end
    return retract(id, state)
  end

  if was ~= '' then redis.call('HDEL', known_key, was) end
  redis.call('HSET', known_key, key, fp .. ' ' .. id .. event.rest)
  if event.link ~= '' then redis.call('HSET', p .. ':links', event.link, id) end
  if is_theirs then
    -- What was sent in its words, before the other source was seen, is to follow the correction in the other's words.
    if known and mode == 'mend' and state == 'live' and redis.call('HEXISTS', post, 'quiet') == 0 then
      redis.call('HSET', post, 'json', marked(redis.call('HGET', post, 'json'), json))
      note_change(id)
      correct_soon(id, event)
    end
    return known and 'unchanged' or 'recognized'
  end

  local function write()
    -- Under another key or for another hour it still is what was corrected.
    if old_fp == fp then json = marked(json, redis.call('HGET', post, 'json')) end
    redis.call('HSET', post, 'json', json, 'fp', fp, 'owner', source .. ' ' .. key, 'authority', authority,
      'published', event.published, 'lane', event.lane, 'patience', patience, 'embargo', embargo, 'text', event.text)
    if state == 'live' then unfile(id) end
    redis.call('HSET', post, 'categories', categories)
    if state == 'live' then file(id) end
  end

  if redis.call('HEXISTS', post, 'withdrawn') == 1 then  -- by hand, and so it stays
    write()
    return 'unchanged'
  end
  local is_ours = owner and string.sub(owner, 1, #source + 1) == source .. ' '
  if state == 'live' and not known and not is_ours then  -- shown by another source: taken over without a word
    write()
    return 'recognized'
  elseif state == 'live' and embargo > now and embargo ~= tonumber(redis.call('HGET', post, 'ahead')) then  -- the site shows it no more until then
    write()
    retract(id, state)
    wait_at(id, 'embargo', embargo)
    return 'waiting'
  elseif state == 'live' then
    local is_same = old_fp == fp
    write()
    -- What is pushed, any process takes in: two may take one post for new at once. It is announced once, and where they
    -- were pushed different versions of it, the later one is a correction.
    if is_same or mode ~= 'mend' and mode ~= 'send' then return 'unchanged' end
    local quiet = redis.call('HGET', post, 'quiet')
    redis.call('HSET', post, 'seq', redis.call('INCR', p .. ':seq'))
    if event.is_raised and quiet ~= 'archive' and redis.call('HEXISTS', post, 'ended') == 0 then
      announce(id, now)
      begin('mend', id, 0, event.lane == 0 and note_on(id, 'raised', 'raised', 0))
    elseif not quiet then
      correct_soon(id, event)
    end
    return 'corrected'
  elseif state == 'waiting' then
    if known and mode == 'send' and old_fp == fp then return 'unchanged' end
    write()
    local gate, quiet = unpack(redis.call('HMGET', post, 'gate', 'quiet'))
    if event.is_silenced then redis.call('HSETNX', post, 'quiet', 'level')
    elseif quiet == 'level' then redis.call('HDEL', post, 'quiet') end
    if gate == 'embargo' or gate == 'page' and (embargo > now or event.is_silenced) then admit(id, now) end
    return known and 'corrected' or 'recognized'
  end

  -- It is new, or was withdrawn and is back. What was quiet stays so: an archive that is away for a while is no news.
  local at, quiet = unpack(redis.call('HMGET', post, 'at', 'quiet'))
  local is_back = state == 'retracted' and at
  -- Nobody knows any more who shows it: sent again, it would stand there twice.
  local is_forgotten = is_back and now - at > KEEP * 1000 and redis.call('EXISTS', p .. ':rows:' .. id) == 0
  write()
  if mode == 'quiet' or mode == 'none' or state == 'retracted' and quiet or is_forgotten then
    redis.call('HSETNX', post, 'quiet', mode == 'none' and 'level' or 'archive')
    return admit(id, now) and 'quiet' or 'waiting'
  elseif is_back and embargo <= now then
    announce(id, now)
    return 'restored'
  elseif is_back then
    wait_at(id, 'embargo', embargo)
    return 'waiting'
  end
  redis.call('ZADD', p .. ':lately:' .. source, now, id)
  redis.call('ZREMRANGEBYSCORE', p .. ':lately:' .. source, '-inf', now - 86400000)
  if event.why ~= '' then
    redis.call('HSET', post, 'why', event.why)
    wait_at(id, 'held', now)
    return 'held'
  end
  return admit(id, now) and 'published' or 'waiting'
end

local outcomes = {}
for i = 4, #ARGV do outcomes[#outcomes + 1] = record(cjson.decode(ARGV[i])) end
if ARGV[3] == '1' then redis.call('SET', p .. ':looked:' .. source, 1) end
return outcomes
