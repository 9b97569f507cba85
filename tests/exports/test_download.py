"""Instagram's and Facebook's own downloads: each year's layout is read, and nothing but posts and followers."""

from __future__ import annotations

import io
import json
import time
import zipfile
from datetime import UTC, date, datetime

import pytest

from tertulia.exports import download, table
from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.file import opened
from tertulia.exports.read import Choices, read
from tertulia.models.errors import InputError

NEAR = date(2026, 11, 23)


def second(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=UTC).timestamp())


MARCH, APRIL = second(2026, 3, 2, 8, 5), second(2026, 4, 1, 17, 30)


def as_meta_writes(told):
    """Each byte of a text as a sign of its own, labels too."""
    if isinstance(told, str):
        return told.encode().decode("latin-1")
    if isinstance(told, list):
        return [as_meta_writes(one) for one in told]
    if isinstance(told, dict):
        return {as_meta_writes(key): as_meta_writes(one) for key, one in told.items()}
    return told


def written(told) -> bytes:
    return json.dumps(as_meta_writes(told)).encode()


def zipped(files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content if isinstance(content, bytes) else written(content))
    return made.getvalue()


def exported(content: bytes, name: str = "posts_1.json", at: str = ""):
    return read(opened(OwnFile(name, content)), NEAR, Choices(table=at))


def media(moment, title="", uri="media/posts/a.jpg"):
    return {"uri": uri, "creation_timestamp": moment, "title": title}


ONE = [{"media": [media(MARCH, "Pan de centeno, mañana 🥖")]}]
FOLLOWERS = [{"string_list_data": [{"href": "", "value": f"x{n}", "timestamp": MARCH + n}]} for n in range(3)]


@pytest.mark.parametrize(
    "path",
    [
        "your_instagram_activity/media/posts_1.json",
        "your_instagram_activity/content/posts_1.json",
        "content/posts_1.json",
        "instagram-horno-2026-03/your_instagram_activity/media/posts_1.json",
        "posts_1.json",
    ],
)
def test_instagram_is_read_wherever_its_posts_stand(path):
    for content, name in ((zipped({path: ONE}), "x.zip"), (written(ONE), path)):
        export = exported(content, name)
        assert (export.source, export.network, export.rows, export.count) == (
            "instagram_download",
            "instagram",
            "post",
            1,
        )
        assert export.values[ExportField.TEXT].tolist() == ["Pan de centeno, mañana 🥖"]
        assert str(export.values[ExportField.WHEN][0])[:10] == "2026-03-02"
        assert export.troubles == () and export.unassigned == ()


@pytest.mark.parametrize(
    "path",
    [
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
        "your_activity_across_facebook/posts/your_posts__check_ins__photos_and_videos_1.json",
        "this_profile's_activity_across_facebook/posts/profile_posts_1.json",
        "posts/your_posts_1.json",
    ],
)
def test_facebook_is_read_wherever_its_posts_stand(path):
    told = [{"timestamp": APRIL, "data": [{"post": "Ábrete, pan"}, {"update_timestamp": APRIL}]}]
    export = exported(zipped({path: told}), "x.zip")
    assert (export.source, export.network, export.rows, export.count) == ("facebook_download", "facebook", "post", 1)
    assert export.values[ExportField.TEXT].tolist() == ["Ábrete, pan"]
    assert str(export.values[ExportField.WHEN][0])[:7] == "2026-04"


def test_the_end_of_a_month_is_the_owners():
    last = [{"media": [media(second(2026, 3, 31, 22, 30), "A medianoche")]}]
    file = opened(OwnFile("posts_1.json", written(last)))
    assert str(read(file, NEAR, zone="Europe/Madrid").values[ExportField.WHEN][0]) == "2026-04-01T00:30"
    assert str(read(file, NEAR).values[ExportField.WHEN][0]) == "2026-03-31T22:30"


def test_the_same_post_in_two_files_is_one_and_stories_of_one_second_are_two():
    labels = [
        {
            "timestamp": MARCH,
            "label_values": [
                {"label": "Descripción", "value": "Pan de centeno, mañana 🥖"},
                {"label": "Media", "media": [media(MARCH)]},
            ],
        },
        {"timestamp": APRIL, "label_values": [{"label": "Multimedia", "media": [media(APRIL, "Torrijas")]}]},
    ]
    stories = {"ig_stories": [media(MARCH, uri="media/stories/1.jpg"), media(MARCH, uri="media/stories/2.jpg")]}
    base = "your_instagram_activity/media/"
    export = exported(
        zipped({base + "posts_1.json": ONE, base + "posts.json": labels, base + "stories.json": stories}), "x.zip"
    )
    assert export.values[ExportField.TEXT].tolist() == ["Torrijas", "Pan de centeno, mañana 🥖", "", ""]
    assert export.values[ExportField.FORMAT].tolist() == ["posts", "posts", "stories", "stories"]


def test_figures_join_the_post_they_belong_to():
    figures = {"Cuentas alcanzadas": "1.204", "Me gusta": "41", "Guardados": "--", "Toques raros": "3"}
    told = {
        "organic_insights_posts": [
            {
                "media_map_data": {"Miniatura": media(MARCH + 2, uri="media/other/thumb.jpg")},
                "string_map_data": {
                    **{label: {"href": "", "value": value, "timestamp": 0} for label, value in figures.items()},
                    "Marca de tiempo": {"href": "", "value": "", "timestamp": MARCH + 2},
                },
            }
        ]
    }
    two = [*ONE, {"media": [media(APRIL, "Torrijas")]}]
    files = {"your_instagram_activity/media/posts_1.json": two, "past_instagram_insights/posts.json": told}
    export = exported(zipped(files), "x.zip")
    assert export.count == 2
    assert str(export.values[ExportField.REACH].tolist()) == "[nan, 1204.0]"
    assert str(export.values[ExportField.REACTIONS].tolist()) == "[nan, 41.0]"
    assert [column.name for column in export.unassigned] == ["Toques raros"]
    alone = exported(zipped({"past_instagram_insights/posts.json": told}), "x.zip")
    assert alone.count == 1 and alone.values[ExportField.REACH].tolist() == [1204]


def test_figures_find_their_post_by_its_words_and_stories_by_their_second():
    def measured(moment, title):
        return {
            "media_map_data": {"Media Thumbnail": media(moment, title, "thumb.jpg")},
            "string_map_data": {"Likes": {"value": "5"}, "Accounts reached": {"value": "60"}},
        }

    base = "your_instagram_activity/media/"
    files = {
        base + "posts_1.json": ONE,
        base + "stories.json": {"ig_stories": [media(APRIL, uri="1.jpg"), media(APRIL, uri="2.jpg")]},
        "past_instagram_insights/posts.json": {
            "organic_insights_posts": [
                measured(MARCH + 7200, "Pan de centeno, mañana 🥖"),
                measured(MARCH + 7200, "Otra"),
            ]
        },
        "past_instagram_insights/stories.json": {
            "organic_insights_stories": [measured(APRIL, ""), measured(APRIL, "")]
        },
    }
    export = exported(zipped(files), "x.zip")
    assert export.values[ExportField.TEXT].tolist() == ["", "", "Otra", "Pan de centeno, mañana 🥖"]
    assert export.values[ExportField.REACTIONS].tolist() == [5, 5, 5, 5]


@pytest.mark.parametrize(
    ("told", "network"),
    [
        (FOLLOWERS, "instagram"),
        ({"relationships_followers": FOLLOWERS}, "instagram"),
        ({"followers_v2": [{"name": "Ana", "timestamp": MARCH + n} for n in range(3)]}, "facebook"),
        ({"followers_v3": [{"name": "Ana", "timestamp": MARCH + n} for n in range(3)]}, "facebook"),
    ],
)
def test_followers_are_counted_by_day_and_nobody_is_named(told, network):
    file = opened(OwnFile("followers_1.json", written(told)))
    export = read(file, NEAR)
    assert (export.source, export.rows, export.count) == (f"{network}_followers", "day", 1)
    assert export.values[ExportField.FOLLOWS].tolist() == [3]
    assert "Ana" not in str(file.blocks[0].rows) and "x1" not in str(file.blocks[0].rows)


def test_who_you_follow_and_what_you_wrote_in_private_is_left_closed():
    files = {
        "connections/followers_and_following/following.json": {"relationships_following": FOLLOWERS},
        "your_instagram_activity/messages/inbox/a/message_1.json": b"[[[ not even read",
    }
    with pytest.raises(InputError) as refused:
        opened(OwnFile("x.zip", zipped(files)))
    assert refused.value.code == "download_without_posts"


def test_an_entry_without_a_moment_is_kept_and_a_wrong_one_is_named():
    told = [*ONE, {"media": [media("ayer", "Sin fecha")]}, {"media": [{"uri": "a", "title": "Nada"}]}]
    export = exported(written(told))
    assert export.count == 3
    assert [(each.code, each.shown) for each in export.troubles] == [("not_a_date", "ayer")]


def test_a_download_full_of_pictures_is_no_bomb_and_none_is_unpacked(monkeypatch):
    files = {"your_instagram_activity/media/posts_1.json": ONE}
    files |= {f"media/posts/202603/{n}.jpg": b"\xff\xd8\xff" + bytes([n % 256]) * 20 for n in range(3000)}
    files["media/posts/202603/long.mp4"] = bytes(130 * 2**20)
    content = zipped(files)
    unpacked = []
    whole = zipfile.ZipFile.read
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda self, item: unpacked.append(item.filename) or whole(self, item))
    assert exported(content, "x.zip").count == 1
    assert unpacked == ["your_instagram_activity/media/posts_1.json"]


def test_a_download_larger_than_the_page_takes_says_what_to_choose(monkeypatch):
    monkeypatch.setattr(table, "MOST_BYTES", 1000)
    files = {"your_instagram_activity/media/posts_1.json": ONE, "a.csv": bytes(str(list(range(2000))), "ascii")}
    for content in (zipped(files), written(ONE * 40)):
        with pytest.raises(InputError) as refused:
            opened(OwnFile("x", content))
        assert refused.value.code == "download_too_large"


POSTS = "your_instagram_activity/media/posts_1.json"
HOSTILE = {
    "deep": (b"[" * 200_000 + b"]" * 200_000, "damaged"),
    "deep in a zip": (zipped({POSTS: b'[{"media":' * 50_000}), "damaged"),
    "deep behind a text": (b'[{"a":"\\"' + b'", "b":' + b"[" * 5000, "damaged"),
    "cut off": (written(ONE)[:-20], "damaged"),
    "quotes without end": (b'[{"' + b'\\"' * 200_000, "damaged"),
    "a number of a million digits": (b'[{"timestamp": ' + b"9" * 1_000_000 + b"}]", "damaged"),
    "no text": (b'[{"a": "\xff\xfe\xff"}]', "damaged"),
    "a list of nothing": (b"[[], {}, null, 3]", "other_json"),
    "plain objects": (b'{"a": {"b": [1, 2]}}', "other_json"),
    "empty list": (b"[]", "other_json"),
    "another list": (b'[{"name": "Ana", "age": 3}]', "other_json"),
    "web pages": (
        zipped({"start_here.html": b"<html>", "your_instagram_activity/media/posts_1.html": b"<html>"}),
        "download_html",
    ),
    "a web page": (b'<html><head></head><body><div class="_a6-g">', "download_html"),
    "json bomb": (zipped({POSTS: b"[" + b" " * (38 * 2**20) + b"]"}), "zip_bomb"),
    "messages only": (
        zipped({"your_instagram_activity/messages/inbox/a/message_1.json": b"{}"}),
        "download_without_posts",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_download_is_refused_with_its_reason_and_soon(kind):
    content, code = HOSTILE[kind]
    begun = time.process_time()
    with pytest.raises(InputError) as refused:
        opened(OwnFile("x", content))
    assert (refused.value.field, refused.value.code) == ("file", code)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "told",
    [
        [{"media": 3}, {"media": [None, 4]}, {"media": {"a": []}, "creation_timestamp": []}],
        [{"media": [{"title": 5, "uri": {}, "creation_timestamp": True}]}],
        [{"label_values": "x", "timestamp": 1e300}, {"label_values": [{"label": 3, "media": [3]}]}],
        [{"timestamp": -5, "data": [3, {"post": []}], "attachments": [[{"media": []}], {"data": {"media": 3}}]}],
        {"organic_insights_posts": [{"media_map_data": [], "string_map_data": [3]}, {"string_map_data": {"a": 3}}]},
        {"ig_stories": [{}], "ig_reels_media": {"a": 3}},
        {"relationships_followers": [{"string_list_data": [{"timestamp": float("nan")}]}]},
    ],
)
def test_wrong_kinds_of_values_break_nothing(told):
    export = exported(json.dumps(told).encode())
    assert export.count >= 1


def test_every_reason_has_a_sentence_of_its_own():
    from tertulia.widgets.base.own_posts_words import file_words, source_words

    codes = ("download_html", "download_without_posts", "download_too_large", "other_json", "download_only")
    said = {file_words(InputError("file", code, most=25)) for code in codes}
    assert len(said) == len(codes) and file_words(InputError("file", "nobody knows")) not in said
    keys = ("instagram_download", "facebook_download", "instagram_followers", "facebook_followers")
    assert len({source_words(key) for key in keys}) == len(keys)


def test_ten_years_of_daily_posts_are_no_trouble():
    told = [{"media": [media(MARCH - 86_400 * n, f"Día {n} 🥖")] * 3} for n in range(3650)]
    content = written(told)
    begun = time.process_time()
    assert len(download.from_json(content)[0].rows) == 3651
    assert time.process_time() - begun < 2
