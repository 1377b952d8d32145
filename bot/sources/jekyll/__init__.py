"""Reads a Jekyll site: what Jekyll 4.3.1 computes for a file, and the post a bot announces out of it.

`Site.load` reads the settings, `posts_folders` and `posts_in` say where posts lie, `open_post` and `read_post` make a
`Post` or the one `Problem` that prevents it. For previews, `read_document` with `answers_of` is Jekyll's own view, and
`post_of` and `faults_of` say what the bot makes of it.
"""

from __future__ import annotations

from bot.sources.jekyll.answers import Answers, answers_of
from bot.sources.jekyll.content import MOST_READ, decode
from bot.sources.jekyll.document import Document, read_document
from bot.sources.jekyll.edition import edition
from bot.sources.jekyll.faults import BuildStopped, Faulty, line_of
from bot.sources.jekyll.files import open_post, posts_folders, posts_in
from bot.sources.jekyll.names import is_post_path
from bot.sources.jekyll.opening import read_head
from bot.sources.jekyll.post import faults_of, id_of, key_of, post_of, read_post
from bot.sources.jekyll.site import Site

__all__ = [
    "MOST_READ",
    "Answers",
    "BuildStopped",
    "Document",
    "Faulty",
    "Site",
    "answers_of",
    "decode",
    "edition",
    "faults_of",
    "id_of",
    "is_post_path",
    "key_of",
    "line_of",
    "open_post",
    "post_of",
    "posts_folders",
    "posts_in",
    "read_document",
    "read_head",
    "read_post",
]
