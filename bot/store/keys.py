"""The names of everything in the store, and what stands under each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """Key names under one prefix; its braces put them into one slot of a cluster.

    The scripts build the same names from the prefix alone; docs/architecture.md has the table.
    """

    prefix: str = "{sokbo}"

    @property
    def schema(self) -> str:
        """Hold the version of what stands in the store: a number."""
        return f"{self.prefix}:schema"

    @property
    def secret(self) -> str:
        """Hold what the bot's own webhooks are guarded by: 64 hex digits."""
        return f"{self.prefix}:secret"

    @property
    def order(self) -> str:
        """Count the posts that came into the archive, each with a place of its own."""
        return f"{self.prefix}:order"

    def known(self, source: str) -> str:
        """Hash: a source's own key of a post -> `fingerprint id likeness level embargo version`."""
        return f"{self.prefix}:known:{source}"

    def looked(self, source: str) -> str:
        """Hold a string once the first look at the source is recorded whole."""
        return f"{self.prefix}:looked:{source}"

    def post(self, post_id: str) -> str:
        """Hash: json, fp (fingerprint), state (waiting, live, retracted), and what the scripts need of it.

        `owner` is the source and key whose word counts, `authority` how much; `gate` what it waits for (embargo, page,
        held), `since` and `asked` how long and how often, `why` it is held; `embargo` the ms of its hour, 0 for none;
        `quiet` why it is announced to nobody; `first` its sequence number when announced, `seq` when last changed, `at`
        the ms when it was announced; `said` what its messages say about a correction, `notes` the ids of its notes;
        `text` is its body's, packed. `audience`, `reached` and `stopped` count the channels of its first sending;
        `last` is the ms when it reached one; `withdrawn` says that it was by hand, `ahead` what embargo it went before.
        A note is such a hash, too: `on` is the post it is about, `after` that one's `seq` when it was made.
        """
        return f"{self.prefix}:post:{post_id}"

    @property
    def links(self) -> str:
        """Hash: canonical link -> post id."""
        return f"{self.prefix}:links"

    @property
    def waiting(self) -> str:
        """Sorted set: ids of posts under embargo or without a page yet, by the ms at which to look again."""
        return f"{self.prefix}:waiting"

    @property
    def held(self) -> str:
        """Sorted set: ids of posts that wait for the operator, by the ms since when."""
        return f"{self.prefix}:held"

    @property
    def notices(self) -> str:
        """Hash: key of a notice that was told and is not over -> how many it was about."""
        return f"{self.prefix}:notices"

    @property
    def charges(self) -> str:
        """Sorted set: keys of notices, by the ms until which it may be believed that a process looks after those."""
        return f"{self.prefix}:charges"

    @property
    def rota(self) -> str:
        """Sorted set: holders that look after the store, by the ms until which that may be believed."""
        return f"{self.prefix}:rota"

    @property
    def absence(self) -> str:
        """Hold the name that the next absence of the store has."""
        return f"{self.prefix}:absence"

    def over(self, absence: str) -> str:
        """Hold a string, with expiry, once the admin chats were told that the absence of this name is over."""
        return f"{self.prefix}:over:{absence}"

    @property
    def digests(self) -> str:
        """Sorted set: ids of channels for which posts are gathered, by the ms at which their roundup is due."""
        return f"{self.prefix}:digests"

    def digest(self, channel_id: str) -> str:
        """Sorted set: ids of the posts that are gathered for a channel, by the ms since when."""
        return f"{self.prefix}:digest:{channel_id}"

    def digested(self, post_id: str) -> str:
        """Set, with expiry: ids of the roundups that the post stands in."""
        return f"{self.prefix}:digested:{post_id}"

    @property
    def mends(self) -> str:
        """Sorted set: ids of corrected posts, by the ms at which their messages are edited."""
        return f"{self.prefix}:mends"

    def lately(self, source: str) -> str:
        """Sorted set: ids of the posts that a source published within a day, by the ms when."""
        return f"{self.prefix}:lately:{source}"

    def rows(self, post_id: str) -> str:
        """Hash: channel id -> row, as JSON.

        `m` is the message id, `f` its fingerprint, `s` the state, `n` counts attempts, `e` is the last error.
        `t` is the ms of the last change, `u` that of the first attempt that may have arrived, `g` counts deletions, `d`
        says that one may have been made, `q` is the post's `seq` when it was sent, `r` the message a note replies to,
        `p` the place in the mailbox of a delivery that is put off, `x` the ms until which somebody publishes it,
        `h` says that it was made due by hand.
        While the post is gathered for the channel its `s` is gathered, and then digested, with `b` the roundup's id.
        """
        return f"{self.prefix}:rows:{post_id}"

    def told(self, post_id: str) -> str:
        """Sorted set, all scores 0: ids of the channels that show the post, or refused it: a mend walks them."""
        return f"{self.prefix}:told:{post_id}"

    def replay(self, request: str) -> str:
        """Hold a string that expires once the signed request was taken."""
        return f"{self.prefix}:replay:{request}"

    def archive(self, category: str = "") -> str:
        """Sorted set: post ids by publication; one for all and one per case-folded category."""
        return f"{self.prefix}:archive:{category.casefold()}"

    @property
    def changes(self) -> str:
        """Sorted set: ids of posts that came into the archive or left it, by the microsecond of their last change."""
        return f"{self.prefix}:changes"

    @property
    def identity(self) -> str:
        """Hold the name by which an index knows this store again."""
        return f"{self.prefix}:identity"

    @property
    def categories(self) -> str:
        """Hash: case-folded category -> its name as last written."""
        return f"{self.prefix}:categories"

    @property
    def breaking(self) -> str:
        """Sorted set: ids of breaking posts, as in the archive."""
        return f"{self.prefix}:breaking"

    def bookmark(self, mark: str) -> str:
        """Hold, with expiry, the question that twelve letters stand for."""
        return f"{self.prefix}:bookmark:{mark}"

    def bookmarks(self, reader: str = "") -> str:
        """Sorted set: marks by the ms of their last use: of all, or of one reader by when they were kept."""
        return f"{self.prefix}:bookmarks:{reader}" if reader else f"{self.prefix}:bookmarks"

    @property
    def channels(self) -> str:
        """Hash: channel id -> channel (JSON)."""
        return f"{self.prefix}:channels"

    @property
    def history(self) -> str:
        """Hash: channel id -> ids of the posts that it was sent last, or that could not be, newest first: at most 5."""
        return f"{self.prefix}:history"

    @property
    def keepers(self) -> str:
        """Sorted set: channels whose keeper may have to be told how they stand, by the ms when they were written."""
        return f"{self.prefix}:keepers"

    def greeted(self, channel_id: str) -> str:
        """Hold a string that expires once the bot has said hello in the channel."""
        return f"{self.prefix}:greeted:{channel_id}"

    def pace(self, platform: str, way: str) -> str:
        """Hash: next place of a platform, and until when it is paused, for what is `free` or `paid`."""
        return f"{self.prefix}:pace:{platform}:{way}"

    @property
    def roster(self) -> str:
        """Sorted set, all scores 0: `rank|channel id` of the channels that receive; rank puts big ones first.

        One that moved keeps its place under its old id.
        """
        return f"{self.prefix}:roster"

    @property
    def named(self) -> str:
        """Set: ids of the channels that the settings name."""
        return f"{self.prefix}:named"

    @property
    def moved(self) -> str:
        """Hash: channel id -> the id it moved to."""
        return f"{self.prefix}:moved"

    @property
    def renaming(self) -> str:
        """Hash: id of a channel by its @name -> its id by its number, until what it shows is known by that."""
        return f"{self.prefix}:renaming"

    @property
    def broadcasts(self) -> str:
        """Sorted set: `send POST` or `mend POST` by lane and sequence, while its audience is being walked."""
        return f"{self.prefix}:broadcasts"

    def broadcast(self, name: str) -> str:
        """Hash: cursor of a broadcast in its audience."""
        return f"{self.prefix}:broadcast:{name}"

    def mail(self, channel_id: str) -> str:
        """Sorted set: the posts due to a channel, by lane and sequence."""
        return f"{self.prefix}:mail:{channel_id}"

    def ready(self, platform: str, lane: int) -> str:
        """Sorted set: channels that may be sent to now, by the score of what is first in their mailbox."""
        return f"{self.prefix}:ready:{platform}:{lane}"

    def later(self, platform: str) -> str:
        """Sorted set: channel ids that rest or wait, by the millisecond they are due."""
        return f"{self.prefix}:later:{platform}"

    def publishing(self, platform: str) -> str:
        """Sorted set: ids of channels with messages to publish, by the ms at which to look at them."""
        return f"{self.prefix}:publishing:{platform}"

    def publish(self, channel_id: str) -> str:
        """Sorted set: ids of the posts whose messages are to be published, breaking ones first."""
        return f"{self.prefix}:publish:{channel_id}"

    def published(self, channel_id: str) -> str:
        """Sorted set: what was published within an hour, by the ms when: the channel's quota."""
        return f"{self.prefix}:published:{channel_id}"

    def deferred(self, platform: str) -> str:
        """Sorted set: `channel-id post-id` of deliveries put off while their channel goes on, by the ms when due."""
        return f"{self.prefix}:deferred:{platform}"

    def inflight(self, platform: str) -> str:
        """Hash: channel id -> `holder post` of the delivery under way."""
        return f"{self.prefix}:inflight:{platform}"

    @property
    def wake(self) -> str:
        """Publish-subscribe channel: a platform's name when something became due there."""
        return f"{self.prefix}:wake"

    @property
    def uncertain(self) -> str:
        """Sorted set: `channel post` of deliveries set aside for the operator, by time."""
        return f"{self.prefix}:uncertain"

    @property
    def offences(self) -> str:
        """Hash, with expiry: minute -> requests that Discord held against us in it."""
        return f"{self.prefix}:offences"

    @property
    def audit(self) -> str:
        """List: what was done by hand, newest first, at most 1,000 (JSON: at, who, action, post, channel, outcome)."""
        return f"{self.prefix}:audit"

    def session(self, mark: str) -> str:
        """Hold, with expiry, the address from which a session at the console was opened."""
        return f"{self.prefix}:session:{mark}"

    def attempts(self, address: str) -> str:
        """Count, with expiry, the tries at signing in from an address, or from `all`."""
        return f"{self.prefix}:attempts:{address}"

    def lease(self, role: str) -> str:
        """Hold, with expiry, the holder of a role."""
        return f"{self.prefix}:lease:{role}"

    def alive(self, holder: str) -> str:
        """Hold a string, with expiry, while a process lives."""
        return f"{self.prefix}:alive:{holder}"

    @property
    def proof(self) -> str:
        """Hold a string, with expiry, that was written to see whether the server takes it."""
        return f"{self.prefix}:proof"

    @property
    def pulse(self) -> str:
        """Hash: `last`, the ms when any process last said that it lives; `doubt`, until when silence tells nothing.

        `gate` is the ms when what waits was last asked for.
        """
        return f"{self.prefix}:pulse"
