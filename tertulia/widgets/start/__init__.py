"""Exercises of the chapter “Start here”."""
