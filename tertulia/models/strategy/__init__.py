"""Models of the chapter “Strategy before tactics”."""
