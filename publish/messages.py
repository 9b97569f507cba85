"""Catalogues."""
def check() -> int: return 0
def update() -> int: return 0
