"""How fast the models are, beside what others would compute the same with; `make bench-models` measures it."""
