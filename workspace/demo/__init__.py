"""The demonstration coalition: everybody and everything in `data/` is invented,
but for which State recommended what to Kyrgyzstan in 2010 and its answer. Those
recommendations are told in our own words.

It is played by the same actions that people's clicks call: what it shows is
what the platform can do.
"""
