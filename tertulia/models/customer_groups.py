"""The groups in which customers are counted, as the audience figures have them."""

from __future__ import annotations

AGES = ("18-24", "25-34", "35-54", "55-74")
"""Age bands of customers, in years."""

SEXES = ("women", "men")
