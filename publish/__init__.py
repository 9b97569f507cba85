"""What makes a site out of the book: editions, fonts, catalogues, a local server. `python -m publish --help`."""
