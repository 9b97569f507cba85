"""Serves a finished course to the phones of a room, and collects what a group hands in; standard library and segno.

It runs by itself (`python3 room.pyz`), on Python 3.9 and later, and knows the course only by its files.
"""
