"""Models of the chapter “Start here”."""
