"""Models of the chapter “Networking”."""
