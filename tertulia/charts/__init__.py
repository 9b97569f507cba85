"""How results are drawn: matplotlib, one style, light and dark, each picture with its text alternative."""
