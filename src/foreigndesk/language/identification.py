"""The language of a text, by a naive Bayes model over character n-grams (py3langid, 97 languages)."""

ANALYSED_LANGUAGES = frozenset({"en"})
LEAST_LETTERS = 20  # shorter texts are given no language: the model guesses at random below it
READ_LENGTH = 5000  # code points that decide; longer texts gave the same answer


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or ``None`` where it is too short to tell."""
    import py3langid

    read = text[:READ_LENGTH]
    if sum(c.isalpha() for c in read) < LEAST_LETTERS:
        return None
    language, _ = py3langid.classify(read)
    return str(language)
