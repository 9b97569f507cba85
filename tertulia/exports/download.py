"""Instagram's and Facebook's own "Download your information": JSON in a zip, or one JSON file out of it.

It is what an owner without Business Suite has: the texts and the moments of all posts, the days on which those who
follow today began to, and for professional accounts of Instagram the figures of past posts. What is read, and how it
is known (grades of the sample data: P a program written against real files, Q a layout quoted, U unverified):

- Instagram, `your_instagram_activity/media/posts_1.json` (also `…/content/`, and `content/` until 2023): a list of
  posts, each with `media` (uri, creation_timestamp in seconds UTC, title) and, for several pictures, its own title and
  creation_timestamp. `reels.json` and `stories.json` hold such media under `ig_reels_media` and `ig_stories`. P.
  `posts.json` beside it (2025) tells the same posts as `label_values` with a `timestamp`, and is complete where
  `posts_1.json` is not. P, one program; the labels in Spanish: U, so the text is also looked for in its media.
- Instagram, `…/past_instagram_insights/posts.json` and `reels.json`: `organic_insights_…`, each with `media_map_data`
  and `string_map_data`, a value for each label, labels in the language of the account ("Accounts reached"). P in
  English, German and Portuguese; Spanish: U.
- Instagram, `connections/followers_and_following/followers_1.json`: a list with `string_list_data` (value, timestamp);
  before 2022 under `relationships_followers`. P. Those who left again are not in it.
- Facebook, `your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json` (before:
  `your_activity_across_facebook/posts/…`, `posts/your_posts_1.json`; a page's own:
  `this_profile's_activity_across_facebook/posts/profile_posts_1.json`): a list with timestamp, `data` (post) and
  `attachments` (media, external_context, place, event). Q: `NorseKode/Waultar-App`,
  `documents/parser/content_examples.md`; a review of pull request 405 of `lockdown-systems/cyd`. P for the newer names.
  `connections/followers/people_who_followed_you.json`: `followers_v2` or `followers_v3` (name, timestamp). P.
- All texts, labels too, are UTF-8 of which each byte became a sign of its own ("Ã©"). Q and P.

Paths change from year to year, shapes hardly: a file is known by its shape, and its name only tells apart what looks
the same. Pictures and films are never unpacked. Nobody's name is taken: followers are counted by day.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from tertulia.archives import MOST_RATIO
from tertulia.exports.cells import Cell, FileRefusal, Grid, of_file, refused
from tertulia.exports.columns import ExportField, plain
from tertulia.exports.sources import INSTAGRAM_DOWNLOAD

MOST_JSON = 40 * 2**20
"""What the JSON files that are read may hold together, in bytes; ten years of daily posts need a tenth of it."""

MOST_DEEP = 60
"""Brackets within brackets; Meta needs ten."""

INSTAGRAM_HEADERS = ("creation_timestamp", "title", "media", "id")
FACEBOOK_HEADERS = ("timestamp", "post", "id")
FOLLOWERS_WHEN = "followers.timestamp"

_READ = re.compile(
    r"(?:^|/)(?:posts(?:_\d+)?|reels(?:_\d+)?|stories(?:_\d+)?|followers(?:_\d+)?|your_posts[^/]*|profile_posts_\d+|"
    r"people_who_followed_you(?:_\d+)?)\.json$"
)


def from_zip(packed: zipfile.ZipFile, size: int) -> tuple[Grid, ...]:
    """The tables of a download of so many bytes; only its JSON is unpacked, whatever else is inside.

    InputError on "file": download_html, download_without_posts, download_too_large, zip_bomb, damaged.
    """
    inside = [item for item in packed.infolist() if _READ.search(item.filename) and "__MACOSX" not in item.filename]
    if not inside:
        ends = Counter(item.filename.rpartition(".")[2].lower() for item in packed.infolist())
        raise refused(FileRefusal.DOWNLOAD_HTML if ends["html"] > ends["json"] else FileRefusal.DOWNLOAD_WITHOUT_POSTS)
    whole = sum(item.file_size for item in inside)
    if whole > MOST_RATIO * max(size, 20_000):
        raise refused(FileRefusal.ZIP_BOMB)
    if whole > MOST_JSON:
        raise refused(FileRefusal.DOWNLOAD_TOO_LARGE, most=MOST_JSON // 2**20)
    found = _Found()
    for item in sorted(inside, key=lambda item: item.filename):
        with of_file(item.filename.rpartition("/")[2]):
            told = loaded(packed.read(item))
        found.add(told, item.filename)
    return found.grids(FileRefusal.DOWNLOAD_WITHOUT_POSTS)


def from_json(content: bytes, name: str = "") -> tuple[Grid, ...]:
    """The tables of one JSON file. InputError on "file" with other_json if it is none of Meta's that we know."""
    found = _Found()
    found.add(loaded(content), name)
    return found.grids(FileRefusal.OTHER_JSON)


def loaded(content: bytes) -> Any:
    """What a JSON file holds. InputError on "file": damaged, or download_too_large."""
    if len(content) > MOST_JSON:
        raise refused(FileRefusal.DOWNLOAD_TOO_LARGE, most=MOST_JSON // 2**20)
    # Depth is measured first: a parser that calls itself for each bracket can take the whole page down with it.
    brackets = np.frombuffer(_WORDS.sub(b"", content).translate(None, _NO_BRACKETS), dtype=np.uint8)
    steps = np.where((brackets == ord("[")) | (brackets == ord("{")), np.int8(1), np.int8(-1))
    if steps.size and int(steps.cumsum(dtype=np.int32).max()) > MOST_DEEP:
        raise refused(FileRefusal.DAMAGED)
    try:
        return json.loads(content.decode("utf-8-sig"))
    except ValueError:  # so are JSON that breaks, bytes that are no UTF-8 and numbers of a million digits
        raise refused(FileRefusal.DAMAGED) from None


_WORDS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


@dataclass(frozen=True, kw_only=True)
class _DownloadedPost:
    """A post as the files of a download tell of it. moment: what its cell shows. figures: label and value of what is
    counted, by what it means to us.
    """

    second: int
    moment: str
    text: str
    kind: str
    uri: str
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from every other post, in this download and in a later one."""
        return f"{self.second}/{self.uri or self.text[:40]}" if self.second else ""


class _Found:
    """What the files of a download told."""

    def __init__(self) -> None:
        self.instagram: list[_DownloadedPost] = []
        self.measured: list[_DownloadedPost] = []
        self.facebook: list[_DownloadedPost] = []
        self.followers: dict[str, Counter[str]] = {"instagram": Counter(), "facebook": Counter()}

    def add(self, told: Any, name: str) -> None:
        """Take in what one file holds; one of another shape tells nothing."""
        base = name.rpartition("/")[2].lower()
        kind = next((kind for kind in ("reels", "stories") if kind in base), "posts")
        for key, rows in _lists(told):
            if key in _MEDIA:
                self.instagram += [_of_media(row, _MEDIA[key]) for row in rows]
            elif key in _MEASURED:
                self.measured += [_of_insights(row, _MEASURED[key]) for row in rows]
            elif key in _FOLLOWERS:
                self.followers[_FOLLOWERS[key]].update(map(_day, rows))
            elif key:
                continue
            elif any("media" in row or "creation_timestamp" in row for row in rows):
                self.instagram += [_of_media(row, kind) for row in rows]
            elif any("label_values" in row for row in rows):
                self.instagram += [_of_labels(row, kind) for row in rows]
            elif any("string_list_data" in row for row in rows):
                self.followers["instagram"].update(map(_day, rows))
            elif any("timestamp" in row and ("data" in row or "attachments" in row) for row in rows):
                self.facebook += map(_of_facebook, rows)

    def grids(self, otherwise: FileRefusal) -> tuple[Grid, ...]:
        """The tables. InputError on "file" with `otherwise` if there is none."""
        made = []
        if self.instagram or self.measured:
            made.append(Grid(name="instagram", rows=_rows(self._instagram_posts()), encoding="utf-8"))
        if self.facebook:
            rows: list[list[Cell]] = [list(FACEBOOK_HEADERS)]
            rows += [[post.moment, post.text, post.key] for post in _newest_first(self.facebook)]
            made.append(Grid(name="facebook", rows=rows, encoding="utf-8"))
        for network, days in self.followers.items():
            if days:
                rows = [[FOLLOWERS_WHEN, f"followers.{network}"]]
                rows += [[day, days[day]] for day in sorted(days)]
                made.append(Grid(name=f"followers.{network}", rows=rows, encoding="utf-8"))
        if not made:
            raise refused(otherwise)
        return tuple(made)

    def _instagram_posts(self) -> list[_DownloadedPost]:
        """Each post once: some files tell of the same ones, and the figures stand in a file of their own."""
        once: dict[tuple[str, int, str], _DownloadedPost] = {}
        for place, post in enumerate(self.instagram):
            # stories come in batches, several in one second; posts do not
            apart = post.uri if post.kind == "stories" and post.uri else "" if post.second else str(place)
            name = (post.kind, post.second, apart)
            same = once.get(name, post)
            once[name] = replace(same, text=same.text or post.text, uri=same.uri or post.uri)
        return _newest_first(_with_figures(list(once.values()), self.measured))


def _with_figures(posts: list[_DownloadedPost], measured: list[_DownloadedPost]) -> list[_DownloadedPost]:
    """The posts with their figures, and behind them the figures of posts that no other file tells of."""
    posts = list(posts)
    at: dict[tuple[str, int | str], list[int]] = {}
    for place, post in enumerate(posts):
        at.setdefault((post.kind, post.second), []).append(place)
        if post.text:
            at.setdefault((post.kind, post.text), []).append(place)
    for one in measured:
        far = 0 if one.kind == "stories" or not one.second else NEAR_SECONDS
        beside = [
            place
            for apart in sorted(range(-far, far + 1), key=abs)
            for place in at.get((one.kind, one.second + apart), ())
        ]
        same_words = [
            place for place in at.get((one.kind, one.text), ()) if abs(posts[place].second - one.second) < NEAR_WORDS
        ]
        free = [place for place in (*beside, *same_words) if not posts[place].figures]
        if free:
            post = posts[free[0]]
            posts[free[0]] = replace(post, figures=one.figures, text=post.text or one.text)
        else:
            posts.append(one)
    return posts


_MEDIA = {"ig_stories": "stories", "ig_reels_media": "reels"}
_MEASURED = {
    "organic_insights_posts": "posts",
    "organic_insights_reels": "reels",
    "organic_insights_stories": "stories",
}
_FOLLOWERS = {"relationships_followers": "instagram", "followers_v2": "facebook", "followers_v3": "facebook"}

NEAR_SECONDS, NEAR_WORDS = 60, 7 * 24 * 3600
"""So many seconds apart a post and its figures may say that it was made; with the same words, so many."""


def _newest_first(posts: list[_DownloadedPost]) -> list[_DownloadedPost]:
    return sorted(posts, key=lambda post: -post.second)


def _rows(posts: list[_DownloadedPost]) -> list[list[Cell]]:
    """Instagram's posts as a table: a column for each thing counted, under the first label it had."""
    labels: dict[str, str] = {}
    for post in posts:
        for meaning, (label, _value) in post.figures.items():
            labels.setdefault(meaning, label)
    rows: list[list[Cell]] = [[*INSTAGRAM_HEADERS, *labels.values()]]
    for post in posts:
        figures = [post.figures.get(meaning, ("", ""))[1] for meaning in labels]
        rows.append([post.moment, post.text, post.kind, post.key, *figures])
    return rows


# ---- what a row says -----------------------------------------------------------------------------------------------


def _lists(told: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists of objects in a file: the file itself, or what stands under a key."""
    for key, rows in told.items() if isinstance(told, dict) else [("", told)]:
        if isinstance(rows, list):
            found = [row for row in rows if isinstance(row, dict)]
            if found:
                yield key, found


def _objects(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects in a list, or in another object, under a key."""
    value = row.get(key)
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for one in values if isinstance(one, dict)]


def _words(row: dict[str, Any], *keys: str) -> str:
    """The first text under one of the keys."""
    return next((mended(row[key]).strip() for key in keys if isinstance(row.get(key), str) and row[key].strip()), "")


def mended(text: str) -> str:
    """A text of which each byte had become a sign of its own; any other text as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _second(*values: Any) -> int:
    """The first moment among values, in seconds since 1970; 0 if there is none. Some files count milliseconds."""
    for value in values:
        if isinstance(value, int | float) and not isinstance(value, bool) and _FIRST <= value < 1000 * _LAST:
            second = int(value if value < _LAST else value / 1000)
            if _FIRST <= second:
                return second
    return 0


_FIRST, _LAST = 1_072_915_200, 4_102_444_800
"""2004, when Facebook began, and 2100."""


def _made(values: Iterable[Any], *, text: str, kind: str = "posts", uri: str = "") -> _DownloadedPost:
    """A post made at the first moment among the values; what is no moment is shown, so that it is named."""
    given = [value for value in values if value is not None]
    second = _second(*given)
    moment = (
        f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d %H:%M} +0000" if second else str(given[0])[:40] if given else ""
    )
    return _DownloadedPost(second=second, moment=moment, text=text, kind=kind, uri=uri)


def _of_media(row: dict[str, Any], kind: str) -> _DownloadedPost:
    media = _objects(row, "media") or [row]
    return _made(
        [row.get("creation_timestamp"), *(one.get("creation_timestamp") for one in media)],
        text=_words(row, "title") or next(filter(None, (_words(one, "title") for one in media)), ""),
        kind=kind,
        uri=next(filter(None, (_words(one, "uri") for one in media)), ""),
    )


def _of_labels(row: dict[str, Any], kind: str) -> _DownloadedPost:
    """The newer form: everything is a label and a value, in the language of the account."""
    labelled = _objects(row, "label_values")
    media = [one for each in labelled for one in _objects(each, "media")]
    texts = (_words(each, "value") for each in labelled if plain(_words(each, "label")) in _CAPTIONS)
    return _made(
        [row.get("timestamp"), *(one.get("creation_timestamp") for one in media)],
        text=next(filter(None, (*texts, *(_words(one, "title") for one in media))), ""),
        kind=kind,
        uri=next(filter(None, (_words(one, "uri") for one in media)), ""),
    )


_CAPTIONS = frozenset(map(plain, ("Caption", "Text", "Texto", "Descripción", "Pie de foto", "Leyenda")))


def _of_insights(row: dict[str, Any], kind: str) -> _DownloadedPost:
    media = _objects(row, "media_map_data")
    told = row.get("string_map_data")
    labelled = (
        {mended(label): one for label, one in told.items() if isinstance(one, dict)} if isinstance(told, dict) else {}
    )
    captions = (_words(one, "value") for label, one in labelled.items() if plain(label) in _CAPTIONS)
    figures: dict[str, tuple[str, str]] = {}
    for label, one in labelled.items():
        value = _words(one, "value")
        if value and plain(label) not in _CAPTIONS:
            meaning = INSTAGRAM_DOWNLOAD.names.get(plain(label), ExportField.NOTHING)
            figures.setdefault(plain(label) if meaning is ExportField.NOTHING else str(meaning), (label, value))
    moments = [one.get("creation_timestamp") for one in media]
    moments += [one.get("timestamp") or None for one in labelled.values()]
    post = _made(
        moments,
        text=next(filter(None, (*(_words(one, "title") for one in media), *captions)), ""),
        kind=kind,
        uri=next(filter(None, (_words(one, "uri") for one in media)), ""),
    )
    return replace(post, figures=figures)


def _of_facebook(row: dict[str, Any]) -> _DownloadedPost:
    """A post without words is one all the same: a picture, or what was shared."""
    attached = [one for each in _objects(row, "attachments") for one in _objects(each, "data")]
    media = [one["media"] for one in attached if isinstance(one.get("media"), dict)]
    return _made(
        [row.get("timestamp")],
        text=next(filter(None, (_words(one, "post") for one in (*_objects(row, "data"), *media))), ""),
        uri=next(filter(None, (_words(one, "uri") for one in media)), ""),
    )


def _day(row: dict[str, Any]) -> str:
    """The day, in UTC, on which one who follows began to; empty if it is not told."""
    second = _second(row.get("timestamp"), *(one.get("timestamp") for one in _objects(row, "string_list_data")))
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d}" if second else ""
