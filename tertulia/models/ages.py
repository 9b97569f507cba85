"""The age bands in which customers are counted, wherever they are: our audience figures, the picker, the firms."""

from __future__ import annotations

AGES = ("18-24", "25-34", "35-54", "55-74")
"""In years, the youngest first; the same as in the table `audience_by_group_spain`."""
