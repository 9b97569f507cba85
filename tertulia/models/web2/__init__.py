"""Models of the chapter “Web 2.0”."""
