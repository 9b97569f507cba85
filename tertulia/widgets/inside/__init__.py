"""Exercises of the chapter “Internal socialisation”."""
