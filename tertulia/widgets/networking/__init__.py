"""Exercises of the chapter “Networking”."""
