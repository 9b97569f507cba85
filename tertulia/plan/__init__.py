"""The learner's plan: its shape, where it is kept, what the review finds in it, and the files to take home."""

LINE, RULE, LONG = 200, 500, 2000
"""Characters of a line, of a rule and of a longer text in the plan."""
