"""Models of the chapter “The community manager”."""
