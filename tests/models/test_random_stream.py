"""Random numbers: the published algorithm, the same everywhere, and uniform."""

from __future__ import annotations

import numpy as np
import pytest

from tertulia.models.random_stream import Chance


def test_the_bits_are_those_of_splitmix64():
    """The first five outputs for seed 1234567, as in the reference implementation."""
    known = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]
    assert Chance(1234567).bits(np.arange(5)).tolist() == known


def test_one_seed_gives_one_stream_however_it_is_asked():
    whole = Chance(7).random((4, 5))
    parts = Chance(7)
    assert np.array_equal(np.concatenate([parts.random(8), parts.random(12)]), whole.ravel())
    assert np.array_equal(Chance(7).at(np.array([19, 0])), whole.ravel()[[19, 0]])


@pytest.mark.parametrize("other", [Chance(8), Chance(7, 1), Chance(8, 1)])
def test_other_seeds_and_streams_have_nothing_to_do_with_each_other(other):
    one, two = Chance(7).random(20_000), other.random(20_000)
    assert len(np.intersect1d(one, two)) == 0
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.03  # four standard errors


def test_the_numbers_are_uniform():
    found = np.sort(Chance(2026).random(100_000))
    assert found[0] >= 0 and found[-1] < 1
    distance = np.abs(found - (np.arange(100_000) + 0.5) / 100_000).max()
    assert distance < 1.95 / np.sqrt(100_000)  # Kolmogorov-Smirnov, one in a thousand
    assert abs(np.corrcoef(found[:-1][::7], Chance(2026).random(100_000)[:-1][::7])[0, 1]) < 0.05
