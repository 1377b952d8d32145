"""What the bot says in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.phrases.inquiry import InquiryPhrases
from bot.core.phrases.notices import NoticePhrases, Telling
from bot.core.phrases.sentences import Phrases
from bot.core.phrases.standings import Account, StandingPhrases
from bot.core.phrases.words import MenuWords, Words

if TYPE_CHECKING:
    from datetime import date


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def _days(first: date, last: date) -> str:
    """Return the days from first to last: `November 20`, `November 20–26`."""
    begin = f"{first:%B} {first.day}"
    if first == last:
        return begin
    month = "" if (first.year, first.month) == (last.year, last.month) else f"{last:%B} "
    return f"{begin}–{month}{last.day}"


def _number(count: int, what: str) -> str:
    return f"1 {what} is" if count == 1 else f"{count} {what}s are"


def _stories_were(count: int) -> str:
    return "1 story was" if count == 1 else f"{count} stories were"


_NOTICES: Final = NoticePhrases(
    held=Telling(
        begun=lambda _, count: f"{_number(count, 'post')} held.",
        remedy="Release what is news, and drop the rest: /held",
        over=lambda _: "No post is held any more.",
    ),
    uncertain=Telling(
        begun=lambda _, count: f"{_number(count, 'alert')} held that may have arrived or not.",
        remedy="Look into the chats, then decide with: python -m bot uncertain",
        over=lambda _: "No alert is uncertain any more.",
    ),
    source=Telling(
        begun=lambda about, _: f"Source “{about}” can’t be read.",
        remedy="It is tried again and again; nothing needs a restart.",
        over=lambda about: f"Source “{about}” can be read again.",
    ),
    gone=Telling(
        begun=lambda about, count: f"{_number(count, 'post')} gone at once from source “{about}”; none was withdrawn.",
        remedy="Is the right branch checked out, the folder mounted? To withdraw them, remove a few at a time.",
        over=lambda about: f"Posts are no longer gone at once from source “{about}”.",
    ),
    platform=Telling(
        begun=lambda about, _: f"Alerts don’t go out on {about}.",
        remedy="Look at the network and the token. A new token needs a restart; for all else it is tried again.",
        over=lambda about: f"Alerts go out on {about} again.",
    ),
    channel=Telling(
        begun=lambda about, _: f"Nothing is sent to {about} any more: the bot may not write there.",
        remedy="Give it back what it lacks, or invite it again; what came meanwhile is not sent later.",
        over=lambda about: f"Alerts go to {about} again.",
    ),
    name=Telling(
        begun=lambda about, _: f"{about} is another channel’s name by now. Alerts still go to the one that it meant.",
        remedy="Write that one’s number into the settings in place of the name, or the name that it has now.",
        over=lambda about: f"{about} is the name of its own channel again.",
    ),
    kept=Telling(
        begun=lambda about, _: f"Alerts to “{about}” have stopped: I may not write there.",
        remedy=(
            "Let me write there, in the settings for administrators of the channel or group, or invite me again if I "
            "was removed. Its subscription is kept."
        ),
        over=lambda about: f"Alerts go to “{about}” again.",
        missed=lambda count: f"{_stories_were(count)} not sent meanwhile. To read them: /latest",
    ),
    store=Telling(
        begun=lambda _, __: "The store can’t be written to: no alert goes out until it can, and none is lost.",
        remedy="Is its server up, is there room on its disk? It is tried every second; nothing needs a restart.",
        over=lambda _: "The store is back; what was due goes out now.",
    ),
    room=Telling(
        begun=lambda about, _: f"The disk of {about} is almost full. Alerts still go out.",
        remedy="Make room there: once it is full no alert goes out. Nothing needs a restart.",
        over=lambda about: f"There is room again on the disk of {about}.",
    ),
    dropped=lambda about: f"{about} is not in the settings any more: what was told of it is settled.",
)


_NOTHING = "Nothing more comes of it."
_EDIT = "Should the story change, the message is edited."


def _times(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count} attempts"


def _channels(count: int) -> str:
    return "1 channel is" if count == 1 else f"{count} channels are"


_STANDINGS: Final = StandingPhrases(
    under_embargo=Account("embargo", "It waits for the end of its embargo.", "It goes out when the embargo ends."),
    without_page=Account(
        "no page yet",
        "It waits for its page to be there.",
        "It goes out once the page is there, or after a while.",
    ),
    held=Account("held", "It is held until an operator decides.", "An operator decides with /held."),
    in_archive=Account("not announced", "It was there when the bot first looked, so nobody was told.", _NOTHING),
    silenced=Account("not announced", "Its level, or an operator, says that nobody is to be told.", _NOTHING),
    not_wished=Account("not for here", "It doesn’t go to this channel.", _NOTHING),
    missed=Account(
        "not sent", "When it went round, this channel could not be served.", "It isn’t sent later; /latest shows it."
    ),
    on_its_way=Account("on its way", "It goes round and hasn’t come to this channel.", "It comes in a moment."),
    due=Account("due", "It waits in this channel’s mailbox.", "It is sent when its turn comes."),
    going_out=Account("being sent", "It is being sent right now.", "The platform’s answer is waited for."),
    retried=Account("to be retried", "It could not be sent yet and will be tried again.", "It is sent again."),
    gathered=Account(
        "gathered", "It is gathered, to be sent with others.", "It comes when quiet hours end, or in the digest."
    ),
    shown=Account("sent", "It was sent to this channel.", _EDIT),
    corrected=Account("corrected", "It was sent, the story changed, and the message was edited.", _EDIT),
    being_corrected=Account(
        "to be corrected", "It was sent, and the story has changed since.", "The message is edited when its turn comes."
    ),
    being_withdrawn=Account(
        "to be withdrawn", "The story was withdrawn; the message still stands.", "The message is removed in its turn."
    ),
    withdrawn=Account("removed", "The story was withdrawn and the message removed.", _NOTHING),
    tombstone=Account("withdrawn", "The story was withdrawn; the message says only that.", _NOTHING),
    withdrawn_unsent=Account("withdrawn", "The story was withdrawn and never sent here.", _NOTHING),
    failed=Account("failed", "It could not be sent.", "It isn’t tried again."),
    uncertain=Account(
        "uncertain", "Nobody knows whether it arrived, so it is held.", "An operator decides: python -m bot uncertain"
    ),
    everything=lambda _: "This channel is subscribed to all stories.",
    category=lambda word: f"This channel is subscribed to “{word}”.",
    breaking=lambda _: "This channel is subscribed to breaking news.",
    keyword=lambda word: f"This channel is subscribed to the keyword “{word}”.",
    excluded=lambda word: f"This channel takes no stories with “{word}”.",
    no_wish=lambda _: "Nothing that this channel is subscribed to fits this story.",
    unsubscribed=lambda _: "This channel isn’t subscribed.",
    suspended=lambda why: f"This channel is suspended, as the bot may not write there: {why}",
    later=lambda _: "This channel subscribed after the story went out.",
    changed="Last change: ",
    announced="Announced: ",
    not_before="Not before: ",
    message=lambda message_id: f"message {message_id}",
    attempts=_times,
    last_error=lambda why: f"Last error: {why}",
    in_lane=lambda lane, place: f"lane {lane}, number {place} in the mailbox",
    ahead=lambda count: f"{_channels(count)} served before",
    next_step="Next: ",
    unknown_channel="The bot doesn’t know this channel.",
    status="How things stand here",
    status_of=lambda title: f"How things stand in “{title}”",
    wishes="Subscribed to: ",
    all_stories="all stories",
    breaking_news="breaking news",
    keywords=lambda words: f"keywords {words}",
    without=lambda words: f"without {words}",
    no_wishes="Not subscribed. Use /subscribe to begin.",
    language=lambda name: f"Language: {name}",
    quiet_hours=lambda begin, end, zone: f"Quiet hours: {begin}–{end}" + (f" ({zone})" if zone else ""),
    held_back="What comes meanwhile is gathered.",
    digest_daily=lambda hour: f"Digest: every day at {hour}:00",
    digest_weekly=lambda day, hour: f"Digest: every {day} at {hour}:00",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    muted_until="Muted until: ",
    breaking_passes="Breaking news always comes at once.",
    last_deliveries="Latest alerts",
    none_yet="No alert was sent here yet.",
    roundup=_stories,
    pending=lambda count: "1 alert to come" if count == 1 else f"{count} alerts to come",
    shut_out=lambda why: f"⚠️ Alerts have stopped, as I may not write here: {why}",
    lacking=lambda names: f"⚠️ Permissions I lack: {names}",
    how_to_mend_telegram="Give me that right among the administrators of the channel or group, and alerts come again.",
    how_to_mend_discord="Give my role that permission under “Edit Channel”, “Permissions”, and alerts come again.",
    how_to_improve="Alerts come all the same, but not as they should look. Permissions are under “Edit Channel”.",
    connect_how="Choose the channel or group below, or send “/connect @name”. Add me to it first.",
    pick="Choose",
    connect_on_discord="Use /connect in your server and choose a channel.",
    cannot_find=lambda asked: f"I can’t find “{asked}”. Add me to it first.",
    not_a_manager=lambda title: f"Only those who manage “{title}” can connect it.",
    cannot_write=lambda title: f"I can’t send alerts to “{title}” yet.",
    connected=lambda title: f"“{title}” is connected.",
    connect_private="A private chat needs no connecting. Use /subscribe.",
    greeting=lambda title: f"Hello! I bring news alerts to {title}.",
    greeting_promise=(
        "I post alerts, and edit or remove only my own messages. I don’t read your talk, only commands meant for me."
    ),
    greeting_back="I remember what was subscribed to here: alerts come again.",
    greeting_next=lambda place: f"Those who manage {place} can subscribe with the button below or with /subscribe.",
    this_place="this chat",
    button_status="Status",
)


_INQUIRY: Final = InquiryPhrases(
    title="What became of it?",
    post="Story",
    post_hint="id, link, path, or words of its title",
    channel="Channel",
    channel_hint="telegram:-1001, @name, or words of its title",
    ask="Find out",
)

EN: Final = Phrases(
    words=MenuWords(
        start=Words("start", "What this bot does"),
        latest=Words("latest", "The latest stories"),
        search=Words("search", "Find stories by their words"),
        breaking=Words("breaking", "The latest breaking news"),
        today=Words("today", "Today’s stories"),
        categories=Words("categories", "Which categories there are"),
        more=Words("more", "More of a list"),
        language=Words("language", "Choose the language here"),
        tongue=Words("name", "English or 한국어"),
        subscribe=Words("subscribe", "Get alerts here"),
        unsubscribe=Words("unsubscribe", "Stop the alerts here"),
        help=Words("help", "What you can ask"),
        held=Words("held", "Posts that wait for your decision"),
        release=Words("release", "Send a held post out"),
        drop=Words("drop", "Let nobody be told of a held post"),
        keywords=Words("keywords", "Choose stories by words"),
        settings=Words("settings", "How alerts come here"),
        mute=Words("mute", "Hold alerts for a while"),
        status=Words("status", "What comes here, and came last"),
        connect=Words("connect", "Connect your channel or group"),
        mention=Words("mention", "Which role alerts mention"),
        count=Words("count", "1 to 10"),
        category=Words("category", "A category of stories"),
        connected=Words("channel", "The channel or group"),
        sought=Words("words", "Words to find, or a phrase in quotation marks"),
        post=Words("post", "A post that /held shows, or “all”"),
        words=Words("words", "rates, oil, -housing (“-” leaves out), remove oil"),
        change=Words("change", "Leave it empty for buttons. Or: quiet 22-07, digest daily 8, zone Seoul"),
        until=Words("until", "1h, 8h, tomorrow, off"),
        link=Words("link", "The word that a link brings"),
        level=Words("level", "breaking, normal or silent; breaking if you leave it out"),
        role=Words("role", "The role to mention; to stop, leave it out and press the button"),
    ),
    breaking="Breaking",
    read_more="Read more",
    corrected="Corrected",
    raised="🚨 This story is now breaking news.",
    withdrawn="This story has been withdrawn.",
    roundup=lambda count, first, last: f"{_stories(count)} · {_days(first, last)}",
    roundup_uncategorized="Other stories",
    roundup_more=lambda count: f"{count} more not shown here. See the latest: /latest",
    welcome="I’ll tell you the moment a new story is out.",
    welcome_next="Use /subscribe to turn on alerts, or /latest to see the latest stories.",
    welcome_subscribed="This chat already gets alerts. You can stop them at any time with /unsubscribe.",
    help_words="It works without the slash, too: “latest 3”.",
    latest="Latest stories",
    latest_in=lambda category: f"Latest in {category}",
    nothing_yet="There are no stories yet.",
    nothing_in=lambda category: f"There are no stories in “{category}” yet.",
    found_by=lambda words: f"Stories with “{words}”",
    nothing_found=lambda words: f"No story has “{words}” in it.",
    search_hint="Try fewer words, or others. With several words, a story must have them all.",
    search_how='Say what to look for, as in /search square buses or /search "car-free streets".',
    subscribed="Subscribed. New stories will show up here right away.",
    subscribed_in=lambda title: f"Subscribed. New stories will show up in “{title}” right away.",
    subscribed_to=lambda category: f"Subscribed to “{category}”.",
    subscribed_only=lambda category: f"From now on, only stories in “{category}” will show up here.",
    already_subscribed="You’re already subscribed to all stories.",
    already_subscribed_to=lambda category: f"You’re already subscribed to “{category}”.",
    unsubscribed="Unsubscribed. You won’t get any more alerts here.",
    last_wish_gone="Unsubscribed, as nothing is chosen any more. For all stories, send /subscribe.",
    unsubscribed_from=lambda category: f"Unsubscribed from “{category}”.",
    not_subscribed="You’re not subscribed. Use /subscribe to turn on alerts.",
    not_subscribed_to=lambda category: f"You’re not subscribed to “{category}”.",
    cannot_leave_one=lambda category: (
        f"You’re subscribed to all stories, so “{category}” can’t be left out on its own. "
        "Subscribe to the categories you want, and you’ll get only those."
    ),
    subscriptions=lambda categories: f"Subscribed to: {categories}",
    held_posts=lambda count: f"Held: {_posts(count)}",
    none_held="Nothing is held.",
    more_held=lambda count: f"… and {count} more",
    released=lambda title: f"Released: {title}",
    released_all=lambda count: f"Released: {_posts(count)}",
    dropped=lambda title: f"Dropped, nobody is told: {title}",
    dropped_all=lambda count: f"Dropped, nobody is told: {_posts(count)}",
    which_post="Say which post, with the buttons of /held, or “all”.",
    not_held="This post isn’t held any more.",
    held_changed="What is held has changed since, so nothing was done.",
    unknown_command=lambda name: f"There is no command “{name}”. Use /help to see what I know.",
    not_understood="I only know a few commands. Use /help to see them.",
    wrong_number=lambda most: f"The count has to be a number from 1 to {most}, as in /latest 3.",
    no_such_category=lambda asked: f"There is no category “{asked}”.",
    categories="Categories",
    no_categories="There are no categories yet.",
    only_managers="Only those who manage this chat can do that.",
    too_fast="That’s a lot at once. Please wait a few seconds and try again.",
    unavailable="I can’t answer right now. Please try again in a moment.",
    # What only Telegram's messages say
    a_channel="channel",
    a_group="group",
    pick_below="Choose with the buttons below the message field.",
    picked=lambda title: f"You chose “{title}”.",
    button_latest="Latest stories",
    button_subscribe="Subscribe",
    button_unsubscribe="Unsubscribe",
    button_help="Help",
    button_held="Show them",
    button_release="Release",
    button_release_all="Release all",
    button_drop="Drop",
    button_drop_all="Drop all",
    # Subscribing: /keywords, /settings, /mute and what stands under an alert
    subscribed_only_breaking="From now on, only breaking news will show up here.",
    everything="All stories",
    sample="A story like those you’ll get",
    for_you="In your private chat with me:",
    if_nothing_comes="If nothing comes there, allow direct messages from server members.",
    cannot_write_to_you="I can’t write to you. Allow direct messages from server members, then press again.",
    keywords_title="Keywords",
    keywords_none="There are no keywords.",
    keywords_help="For example: /keywords rates, oil, -housing (stories with a word after “-” stay away)",
    keywords_wanted=lambda words: f"Wanted: {words}",
    keywords_left_out=lambda words: f"Left out: {words}",
    keywords_added=lambda words: f"Added: {words}",
    keywords_removed=lambda words: f"Removed: {words}",
    keywords_only="From now on, only stories that match what you chose will show up here.",
    keywords_unknown=lambda words: f"Not among the keywords: {words}",
    keywords_unusable=lambda words: f"Not usable as keywords (2 to 40 letters): {words}",
    keywords_too_many=lambda most: f"There can be {most} keywords at most. Remove some first.",
    keywords_remove="Choose keywords to remove",
    keywords_form="Add keywords",
    keywords_how="Put commas between them. Stories with a word after “-” stay away. For example: rates, oil, -housing",
    link_changes_nothing="A link doesn’t change what you have chosen. You can change it in the settings.",
    panel_title="Alert settings",
    panel_of=lambda title: f"Alert settings: {title}",
    panel_stories=lambda wishes: f"Stories: {wishes}",
    panel_nothing="none (not subscribed)",
    panel_suspended="Alerts have stopped, as the platform refuses them. Grant the permission, then send /subscribe.",
    panel_language=lambda name: f"Language: {name}",
    panel_quiet=lambda hours: f"Quiet hours: {hours}",
    panel_digest=lambda when: f"Digest: {when}",
    panel_zone=lambda zone: f"Time zone: {zone}",
    panel_muted="Muted until",
    panel_breaking_passes="Breaking news always comes at once.",
    panel_categories="Choose categories",
    panel_unchanged=lambda words: f"I don’t know what to change here: {words}",
    hours_none="none",
    hours_silent="silent",
    hours_held="held until they end",
    digest_daily=lambda hour: f"daily at {hour}:00",
    digest_weekly=lambda day, hour: f"weekly, {day} at {hour}:00",
    weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    quiet_form="Set quiet hours",
    quiet_hint="Write it like 23:00-07:30.",
    quiet_wrong=lambda text: f"I can’t read this as hours: {text}. For example: 23:00-07:30",
    digest_wrong=lambda text: f"I can’t read this as a digest: {text}. For example: daily 8, weekly mon 18",
    zone_form="Set the time zone",
    zone_hint="Write it like Seoul, New York or Europe/Berlin.",
    zone_wrong=lambda text: f"I found no such time zone: {text}",
    zone_nearest=lambda names: f"Did you mean one of these? {names}",
    muted="Alerts are muted until",
    unmuted="Alerts are on again.",
    not_muted="Alerts are not muted.",
    mute_wrong=lambda text: f"I don’t know how long that is: {text}. For example: 1h, 8h, tomorrow, off (72h at most)",
    button_everything="All stories",
    button_breaking="Breaking",
    button_keywords="Keywords",
    button_hours="Hours",
    button_language="Language",
    button_settings="Settings",
    button_back="← Back",
    button_quiet_off="No quiet hours",
    button_custom="Other",
    button_hold="Hold them",
    button_breaking_passes="Breaking at once",
    button_digest="Digest",
    button_digest_off="No digest",
    button_daily="Daily",
    button_weekly="Weekly",
    button_zone="Time zone",
    button_mute_hour="Mute 1 h",
    button_mute_night="8 h",
    button_mute_tomorrow="Until tomorrow",
    button_unmute="Unmute",
    button_for_me="Get these too",
    latest_breaking="Latest breaking news",
    todays="Today’s stories",
    no_breaking="There is no breaking news yet.",
    nothing_today="There are no stories today yet.",
    position=lambda first, last, total: f"{first}–{last} of {total}" if total else f"{first}–{last}",
    button_newer="◀ Newer",
    button_older="Older ▶",
    list_forgotten="This button is too old. Please send the command again.",
    button_forgotten="This button no longer works. Use /help to see what I know.",
    meant=lambda command: f"Did you mean {command}?",
    own_name="English",
    other_names="영어 영문",
    which_language="Choose the language to be used here.",
    which_language_in=lambda title: f"Choose the language to be used in “{title}”.",
    no_such_language=lambda asked: f"I don’t speak “{asked}”. Please choose one of these.",
    speaks="I’ll speak English here from now on.",
    speaks_in=lambda title: f"I’ll speak English in “{title}” from now on.",
    help_reading="Reading",
    help_subscribing="Alerts",
    help_here="Here",
    button_choose="Choose categories",
    notices=_NOTICES,
    standings=_STANDINGS,
    inquiry=_INQUIRY,
    # Roles that alerts mention: /mention
    level_normal="Normal",
    level_silent="Silent",
    mentions=lambda level: f"{level} alerts mention:",
    mentions_none="No role is mentioned.",
    level_wrong=lambda text: f"There is no level {text}. Use breaking, normal or silent.",
    role_wrong=lambda text: f"I can’t read this as a role: {text}. Choose one from the list.",
    mention_unheard=(
        "notifies nobody: let anyone mention this role, or give me the permission "
        "“Mention @everyone, @here, and All Roles”."
    ),
    mention_off=lambda level: f"Stop mentioning ({level})",
)
