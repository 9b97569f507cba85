"""Where libraries look for the parts of IPython."""
