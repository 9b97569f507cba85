"""Reads the files in which networks hand out their figures: bytes in, rows with known meaning out.

`cells` is what a file is made of and why one is refused, `table` turns bytes into cells with `encodings`, `spreadsheet`
does so for Excel's formats, `web` for tables of web pages and `download` for Instagram's and Facebook's own downloads,
`one_column` splits again what a spreadsheet put into one column, `layout` finds the tables, `summaries` the rows that
sum up others, `joining` makes one table of those of one layout, `file` holds the tables of all files that were chosen,
`numbers` and `dates` decide how a column is written (`moments` reads one date), `columns` says what one can mean,
`sources` knows the networks' own headers, `read` gives one table its meaning, and `posts` hands the models what they
compare. `thousands` sees counts that lost their comma, `ids` which rows are the same post, `pairs` which tables are
about the same posts, `rows` what a row is; what stays open is one of the `questions`.
`address_book` reads the files that hold people: `address_words` knows their headings, `vcards` the address cards,
`friends` what Instagram and Facebook hand out.

Like the models it holds no sentence for a learner; what is wrong is an InputError or a Trouble with a code.
"""
