"""Every sample of the networks' export formats is read: our invented values under their real headers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.file import opened
from tertulia.exports.posts import posts
from tertulia.exports.read import read

SAMPLES = Path(__file__).parent / "samples"
NEAR = date(2026, 11, 23)

EXPECTED = {
    # source, rows, rows of what, first date, sums of some fields, notes
    "meta_ig_posts_es-ES.csv": (
        "instagram_posts",
        5,
        "post",
        "2026-03-12T08:05",
        {"views": 10564, "reach": 7857, "reactions": 356, "saves": 67, "shares": 47},
        {"duplicates": 1},
    ),
    "meta_ig_stories_es-ES.csv": (
        "instagram_stories",
        4,
        "post",
        "2026-02-27T09:20",
        {"reach": 1134, "link_clicks": 19, "follows": 1},
        {},
    ),
    "meta_fb_posts_es-LA.csv": (
        "facebook_posts",
        4,
        "post",
        "2026-01-03T10:15",
        {"views": 5682, "reach": 4525, "interactions": 154, "clicks": 165},
        {},
    ),
    "meta_fb_posts_en.csv": (
        "facebook_posts",
        3,
        "post",
        "2025-11-04T09:00",
        {"views": 5807, "shares": 24, "link_clicks": 48},
        {},
    ),
    "meta_daily_metric_es_utf16.csv": ("meta_daily", 28, "day", "2026-02-01T00:00", {"views": 10293}, {}),
    "fb_page_insights_old_post_level_en.csv": (
        "facebook_old_posts",
        3,
        "post",
        "2019-10-01T21:00",
        {"reach": 2975, "views": 4115},
        {"second_header": 1},
    ),
    "linkedin_company_content_es.xls": (
        "linkedin_posts",
        2,
        "post",
        "2026-02-03T00:00",
        {"views": 1020, "reactions": 30, "clicks": 35},
        {},
    ),
    "x_account_analytics_content_en.csv": (
        "x_posts",
        3,
        "post",
        "2026-08-06T00:00",
        {"views": 1589, "reactions": 21, "shares": 7, "saves": 5},
        {},
    ),
    "tiktok_studio_es.zip": (
        "tiktok_posts",
        3,
        "video",
        "2025-12-24T00:00",
        {"views": 18194, "reactions": 765},
        {"years_added": 3, "mended_quotes": 1},
    ),
    "youtube_studio_contenido_es.zip": (
        "youtube_posts",
        3,
        "video",
        "2026-02-03T00:00",
        {"views": 2438, "follows": 12, "watch": 59.9858},
        {"totals": 1},
    ),
    "google_business_profile_performance_en.csv": (
        "google_business",
        1,
        "firm",
        None,
        {"calls": 38, "directions": 120, "link_clicks": 84},
        {"second_header": 1},
    ),
    "instagram_download.zip": (
        "instagram_download",
        6,
        "post",
        "2026-03-31T22:30",
        {"views": 1204, "reach": 980, "reactions": 47, "comments": 12, "saves": 13},
        {"hours_in_utc": 6},
    ),
    "facebook_download_posts_1.json": ("facebook_download", 3, "post", "2026-02-14T18:00", {}, {"hours_in_utc": 3}),
    "ga4_informe_panoramico_es.csv": ("google_analytics", 7, "other", None, {}, {}),
}


def sample(name, table=""):
    from tertulia.exports.read import Choices

    return read(opened(OwnFile(name, (SAMPLES / name).read_bytes())), NEAR, Choices(table=table))


def test_every_sample_is_expected():
    assert {file.name for file in SAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read_as_what_it_is_and_nothing_in_it_is_lost(name):
    source, count, rows, first, sums, notes = EXPECTED[name]
    export = sample(name)
    assert (export.source, export.count, export.rows) == (source, count, rows)
    assert export.troubles == ()
    assert export.unassigned == ()
    assert not any(column.ambiguous for column in export.columns)
    assert {note.code: note.count for note in export.notes} == notes
    if first:
        assert str(export.values[ExportField.WHEN][0]) == first
    for field, wanted in sums.items():
        assert np.nansum(export.values[ExportField(field)]) == pytest.approx(wanted), field
    assert len(posts(export)) == count
    with pytest.raises(ValueError, match="read-only"):
        next(iter(export.values.values()), export.numbers)[0] = 0


def test_blank_is_not_zero():
    export = sample("meta_fb_posts_es-LA.csv")
    assert np.isnan(export.values[ExportField.VIEWS][3])
    stories = posts(sample("meta_ig_stories_es-ES.csv"))
    assert np.isnan(stories.counts["link_clicks"][1])
    assert stories.counts["link_clicks"][0] == 4


def test_the_other_tables_of_a_file_can_be_chosen():
    followers = sample("tiktok_studio_es.zip", "FollowerHistory.csv")
    assert followers.source == "tiktok_followers" and followers.troubles == ()
    assert np.isnan(followers.values[ExportField.FOLLOWERS][0])  # "undefined" is no number
    dates = followers.values[ExportField.WHEN]
    assert str(dates[0])[:10] == "2025-12-22" and str(dates[-1])[:10] == "2026-01-11"  # across New Year
    days = sample("linkedin_company_content_es.xls", "Indicadores")
    assert days.source == "linkedin_daily" and days.count == 14
    assert np.nanmin(days.values[ExportField.REACTIONS]) == -1  # a reaction taken back
    assert days.troubles == ()
    assert ExportField.REACH not in days.values  # only the organic reach is there: no denominator for all reactions


def test_a_repeated_post_counts_once_and_the_last_one_counts():
    text = (SAMPLES / "meta_ig_posts_es-ES.csv").read_text("utf-8-sig")
    place = text.rindex("5310,4102,188")
    export = read(opened(OwnFile("own.csv", (text[:place] + "5999" + text[place + 4 :]).encode())), NEAR)
    assert 5999 in export.values[ExportField.VIEWS] and 5310 not in export.values[ExportField.VIEWS]


def test_posts_know_their_day_kind_and_interactions():
    made = posts(sample("meta_ig_posts_es-ES.csv"), followers=1000)
    assert made.weekday[0] == 3 and made.hour[0] == 8 and made.month[0] == 12 * 2026 + 2  # Thursday 12 March 2026
    assert made.kinds[made.kind[0]] == "Imagen de Instagram"
    assert made.counts["interactions"][0] == 41 + 5 + 3 + 4
    assert made.counts["interactions"][2] == 9
    assert set(made.counts["followers"]) == {1000.0}
    linkedin = posts(sample("linkedin_company_content_es.xls"))
    assert set(linkedin.paid) == {0.0}
    assert set(linkedin.hour) == {-1}  # the file knows no hours
