"""Exercises of the chapter “Your plan”."""
