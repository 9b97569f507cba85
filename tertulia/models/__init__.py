"""What is computed: pure functions and dataclasses, no widgets, no plots, no files, no sentences."""
