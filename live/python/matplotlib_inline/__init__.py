"""How matplotlib shows figures in a notebook."""
