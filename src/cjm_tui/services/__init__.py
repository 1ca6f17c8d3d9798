"""Use cases: what the app and the commands do, joined from the rooms below.

Everything here can be called without a terminal. What a person must know comes back as sentences, what could not
happen as a `CjmError`.
"""
