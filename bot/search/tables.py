"""The index as tables of SQLite: what stands in them, how it gets there, and how it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.ports.search import Cursor
from bot.core.text.packing import unpack
from bot.core.text.tokens import tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from bot.core.ports.search import Change, Changes
    from bot.core.post import Post

FORMAT: Final = 1
"""What the tables look like and which tokens stand in them: an index of another format is made anew."""

# No text is kept but the tokens, which can't be taken away one by one (that takes SQLite 3.43): what a post read like
# before stays under a row that no post has any more, and is not found. `prefix` makes words of one syllable quick.
_MAKE = f"""
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS posts;
DROP TABLE IF EXISTS progress;
CREATE VIRTUAL TABLE words USING fts5(tokens, content='', columnsize=0, prefix='1', tokenize='ascii');
CREATE TABLE posts (row INTEGER PRIMARY KEY, id TEXT, record TEXT);
CREATE UNIQUE INDEX post ON posts (id) WHERE id IS NOT NULL;
CREATE TABLE progress (store TEXT, at TEXT, post_id TEXT);
PRAGMA user_version = {FORMAT};
"""
_FIND = """
SELECT posts.record FROM words JOIN posts ON posts.row = words.rowid
WHERE words MATCH ? AND posts.id IS NOT NULL AND words.rowid < ? ORDER BY words.rowid DESC LIMIT ? OFFSET ?
"""
_STEPS = 1000  # rows to one microsecond of publication: so often a post can be corrected without passing its neighbour
_LAST_ROW = 2**62


def make(connection: sqlite3.Connection) -> None:
    """Make empty tables, whatever stood there."""
    connection.executescript(f"BEGIN IMMEDIATE; {_MAKE} COMMIT;")


def is_made(connection: sqlite3.Connection) -> bool:
    """Return whether the tables are there, in this version's form."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == FORMAT)


def cursor(connection: sqlite3.Connection) -> Cursor:
    """Return how far the index has come."""
    row = connection.execute("SELECT store, at, post_id FROM progress").fetchone()
    return Cursor(*row) if row else Cursor()


def take(connection: sqlite3.Connection, changes: Changes, read: Callable[[str], Post]) -> int:
    """Take changes in, all or none of them; return how many posts are to be found then."""
    if not changes.is_following:
        make(connection)
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for change in changes.changes:
            _take(connection, change, read)
        connection.execute("DELETE FROM progress")
        behind = changes.cursor
        connection.execute("INSERT INTO progress VALUES (?, ?, ?)", (behind.store, behind.at, behind.post_id))
    return count(connection)


def count(connection: sqlite3.Connection) -> int:
    """Return how many posts are to be found; an empty file has no tables yet, and none."""
    if not is_made(connection):
        return 0
    (there,) = connection.execute("SELECT count(*) FROM posts WHERE id IS NOT NULL").fetchone()
    return int(there)


def find(connection: sqlite3.Connection, expression: str, count: int, skip: int, after: str) -> list[str]:
    """Return the records of the posts that match, newest first: those after a post that is there, or `skip` less."""
    row = connection.execute("SELECT row FROM posts WHERE id = ?", (after,)).fetchone()
    before, left_out = (row[0], 0) if row else (2 * _LAST_ROW - 1, skip)
    return [record for (record,) in connection.execute(_FIND, (expression, before, count, left_out))]


def _take(connection: sqlite3.Connection, change: Change, read: Callable[[str], Post]) -> None:
    connection.execute("UPDATE posts SET id = NULL, record = NULL WHERE id = ?", (change.post_id,))
    if change.place is None or not change.record:
        return
    post, row = read(change.record), _free_row(connection, change.place)
    texts = (post.title, post.excerpt, *post.categories, unpack(change.text))
    connection.execute("INSERT INTO posts VALUES (?, ?, ?)", (row, change.post_id, change.record))
    connection.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, tokens(texts)))


def _free_row(connection: sqlite3.Connection, place: float) -> int:
    """Return the first row at this place that no post has or had."""
    row = max(-_LAST_ROW, min(_LAST_ROW, round(place * 1_000_000) * _STEPS))
    while connection.execute("SELECT 1 FROM posts WHERE row = ?", (row,)).fetchone():
        row += 1
    return row
