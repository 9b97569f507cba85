"""Tertulia: the Python behind the exercises of the course."""
