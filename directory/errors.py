"""The few kinds of error the directory raises, each with its meaning. Every message is written for the person who reads it."""


class DirectoryError(Exception):
    """Something a person must mend; `str(error)` says what and how. Commands print it and exit 1."""


class DataError(DirectoryError):
    """The records, the vocabulary or another data file cannot be used as it stands."""


class IndexUnusableError(DirectoryError):
    """The search index on disk is missing, torn or of another format; building it again mends it."""


class UsageError(DirectoryError):
    """A command or a setting was called in a way it does not understand. Commands exit 2."""
