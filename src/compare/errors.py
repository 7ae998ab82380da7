"""Faults in what a user gave us, each told in one sentence: what, where, what to do."""


class InputError(Exception):
    """A file, table or setting cannot be used; the message says what, where and what to do."""
