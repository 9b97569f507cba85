"""Reads the files in which networks hand out their figures: bytes in, rows with known meaning out.

`cells` is what a file is made of and why one is refused, `table` turns bytes into cells, `spreadsheet` does so for
Excel's formats, `layout` finds headers and splits stacked tables, `file` holds the tables of all files that were
chosen, `numbers` and `dates` decide how a column is written, `columns` says what one can mean, `sources` knows the
networks' own headers, `read` gives one table its meaning, and `posts` hands the models what they compare.
`address_book` reads the files that hold people: `address_words` knows their headings, `vcards` the address cards,
`friends` what Instagram and Facebook hand out. Like the models it holds no sentence for a learner; what is wrong is an
InputError or a Trouble with a code.
"""
