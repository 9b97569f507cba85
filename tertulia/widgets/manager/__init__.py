"""Exercises of the chapter “The community manager”."""
