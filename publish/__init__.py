"""What makes a site out of the book: pages, fonts, catalogues, a local server. `python -m publish --help`."""
