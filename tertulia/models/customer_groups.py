"""The groups in which customers are counted, as the audience figures have them."""

from __future__ import annotations

AGES = ("18-24", "25-34", "35-54", "55-74")
"""Age bands of customers, in years."""

YOUNGEST = "0-17"
"""Customers younger than those of `AGES`: what adults' figures and adults' rules do not cover."""

EVERY_AGE = (YOUNGEST, *AGES)

SEXES = ("women", "men")
