"""Exercises of the chapter “Strategy before tactics”."""
