"""What stands behind the commands in `bin/`: from a bare clone to a running platform.

Nothing here imports Django, and until `packages.ensure` has run nothing imports
what is not in Python's own library.
"""
