"""Errors for people: what was expected, what was found, what to do next."""

from __future__ import annotations


class ReportQAError(Exception):
    """Root of every error that this package raises on purpose; its text is one or two lines."""


class UnreadableFile(ReportQAError):
    """A file could not be read as a report.

    Attributes:
        path: the file, as given.
        reason: what was expected and what was found.
    """

    def __init__(self, path: str, reason: str) -> None:
        """Keep the facts and say them in one line."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class IndexProblem(ReportQAError):
    """The index is missing, damaged, of another version or not writable."""


class NoIndex(IndexProblem):
    """There is no index where one was expected; ``path`` is the folder looked in."""

    def __init__(self, path: str) -> None:
        """Keep the folder and name the command that builds an index."""
        super().__init__(f"No index in {path}. Build one with: reportqa index")
        self.path = path


class ModelMismatch(IndexProblem):
    """The index was built with another encoder; ``expected`` is the index's, ``found`` the current."""

    def __init__(self, expected: str, found: str) -> None:
        """Keep both values and name the command that mends it."""
        super().__init__(
            f"The index was built with {expected}; the encoder set now is {found}. "
            "Run: reportqa index --rebuild"
        )
        self.expected = expected
        self.found = found


class MissingPart(ReportQAError):
    """An optional part is not installed; the text holds the exact install command."""

    def __init__(self, what: str, extra: str) -> None:
        """Keep the part's name and the extra that installs it."""
        super().__init__(f"{what} is not installed. Install it with: pip install 'reportqa[{extra}]'")
        self.what = what
        self.extra = extra


class BadSetting(ReportQAError):
    """A setting has a value that cannot work; the text names it, its value and what fits."""
