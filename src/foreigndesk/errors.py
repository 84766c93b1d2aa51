"""Errors that a caller can act on. Anything else that is raised is a bug of ours."""


class ForeignDeskError(Exception):
    """A refusal that says in one line what is wrong, where, and what to do."""


class InputError(ForeignDeskError):
    """The caller gave something that cannot be used. The command line ends with exit code 2."""


class DeskError(ForeignDeskError):
    """The desk file cannot be used: another version, damaged, locked, or the disk is full."""


class EvidenceError(ForeignDeskError):
    """A value came to the store without words that support it, or with words that are not there."""


class KnowledgeError(ForeignDeskError):
    """A table of ``knowledge/data`` is malformed."""


class MissingPartError(ForeignDeskError):
    """A part that this feature needs is not installed; the message names the command that installs it."""
