"""One tree of errors. Each says what went wrong, with which thing, what is possible and what to do, on one line.

::

    GroundwireError
    ├── UsageError           a command, name or option that does not exist
    │   ├── UnknownPlugin    a shelf has no file of that name
    │   └── SettingsError    a setting that is missing, unknown or out of range
    ├── InputError           something handed in cannot be read
    │   ├── UnreadableSource a file, page, feed or stream that gives no report
    │   ├── TableError       a data table, or the card that describes it, that cannot be used
    │   ├── FetchError       a URL that could not or may not be fetched
    │   ├── UnreadablePicture
    │   │                    a file in the picture folder that is not what it seems
    │   └── UnsupportedLanguage
    │                        a report in a language that is not read
    ├── StoreError           the archive cannot be opened, or cannot keep what it was given
    ├── LedgerError          the ledger of what language models cost cannot be used
    └── ChatError            a language model gave no answer that can be used
        ├── RequestTooLong   what it is asked does not fit into its context window
        └── BudgetSpent      the day's budget for language models has no room for the call

``InputError``, ``UsageError``, ``StoreError`` and ``LedgerError`` end a command with exit code 2. A ``ChatError`` ends none: the built-in
writer steps in, and the person is told. Thin evidence is no error but a value (``model.Refusal``).
"""

from __future__ import annotations


class GroundwireError(Exception):
    """Root of everything Groundwire raises on purpose. What a source put into its message stays on the one line."""

    def __str__(self) -> str:
        """Return the message with every run of white space, line breaks included, as one space."""
        return " ".join(super().__str__().split())


class UsageError(GroundwireError):
    """The request itself is wrong."""


class UnknownPlugin(UsageError):
    """A shelf has no plug-in of that name. ``shelf``, ``name`` and ``choices`` say which and what there is."""

    def __init__(self, shelf: str, name: str, choices: tuple[str, ...]) -> None:
        self.shelf, self.name, self.choices = shelf, name, choices
        super().__init__(
            f"{shelf}: no plug-in called '{name}'; there is {', '.join(choices) or 'none'}; "
            f"name one of these, or a module as 'package.module:make'"
        )


class SettingsError(UsageError):
    """A setting is unknown, missing or out of range."""


class InputError(GroundwireError):
    """Something handed in cannot be read. ``origin`` names it (a path, a URL, ``-``), ``reason`` says why, ``remedy`` what to do."""

    def __init__(self, origin: str, reason: str, remedy: str = "") -> None:
        self.origin, self.reason, self.remedy = origin, reason, remedy
        super().__init__(f"{origin}: {reason}" + (f"; {remedy}" if remedy else ""))


class UnreadableSource(InputError):
    """A file, page, feed or stream that gives no report."""


class TableError(InputError):
    """A data table, or the card that describes it, that cannot be used."""


class FetchError(InputError):
    """A URL that could not or may not be fetched."""


class UnreadablePicture(InputError):
    """A file in the picture folder that is no picture, broken, or another kind than its name says."""


class UnsupportedLanguage(InputError):
    """A report in a language that Groundwire does not read."""


class StoreError(GroundwireError):
    """The archive cannot be opened, or cannot keep what it was given. ``place`` names it, ``reason`` says why, ``remedy`` what to do."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        self.place, self.reason, self.remedy = place, reason, remedy
        super().__init__(f"archive {place}: {reason}; {remedy}")


class LedgerError(GroundwireError):
    """The ledger of what language models cost cannot be used. ``place`` names it, ``reason`` says why, ``remedy`` what to do."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        self.place, self.reason, self.remedy = place, reason, remedy
        super().__init__(f"ledger {place}: {reason}; {remedy}")


class ChatError(GroundwireError):
    """A language model gave no answer that can be used. ``model`` names it, ``reason`` says why, ``remedy`` what to do. ``tokens``, of
    question and answer, are to be paid for all the same; ``None`` where nobody can know."""

    def __init__(self, model: str, reason: str, remedy: str, tokens: tuple[int, int] | None = None) -> None:
        self.model, self.reason, self.remedy, self.tokens = model, reason, remedy, tokens
        super().__init__(f"language model {model}: {reason}; {remedy}")


class RequestTooLong(ChatError):
    """What the model is asked does not fit into its context window: ask for less."""


class BudgetSpent(ChatError):
    """The day's budget has no room for the call, which was not made."""
