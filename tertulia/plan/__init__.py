"""The learner's plan: its shape, where it is kept, what the review finds in it, and the files to take home."""
