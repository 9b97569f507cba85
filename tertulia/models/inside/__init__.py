"""Models of the chapter “Internal socialisation”."""
