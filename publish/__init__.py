"""What makes a site out of the book: pages, fonts, catalogues, a local server. `python -m publish --help`."""

import sys

# As it is imported, jsonschema (which comes with nbformat) would make 38 grammars, three seconds in each process, for a
# kind of address that nothing here has. Where their package is not there, it does without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
