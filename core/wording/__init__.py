"""Which words the interface uses, and whether each language has them.

`extraction` reads them out of the code, `catalogues` keeps `locale/`; `bin/manage
words` brings the two together. No gettext programs are needed: code is read with
`ast`, templates with Django's own `templatize`, catalogues with polib.
"""
