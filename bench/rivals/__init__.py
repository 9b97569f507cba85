"""The community simulator written for other tools, from the description at the head of its equations.

Each module has `prepare(weeks)`, which is not timed, and gives a function of a `Week` and a seed: the visible
community by week and future.
"""
