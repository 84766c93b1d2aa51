"""How sure a text is of what it tells, and who vouches for it."""

from enum import StrEnum


class Factuality(StrEnum):
    """How sure the text is that it is so, and who vouches for it."""

    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    OPINION = "opinion"
    SPECULATION = "speculation"
    PLANNED = "planned"
    DEMANDED = "demanded"
    DENIED = "denied"
    UNKNOWN = "unknown"
