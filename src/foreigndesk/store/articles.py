"""Articles with their removed blocks, and the search over their words."""

import re
from dataclasses import dataclass, replace

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.articles import Article, RemovedBlock, ResidueKind
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.spans import Span
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import list_spans

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # SQLite ends a text at a NUL; half a surrogate pair is no UTF-8
_PHRASES = re.compile(r'"([^"]*)"|([^\s"]+)')
_SELECT = """SELECT a.record, a.text, d.record FROM articles AS a
    LEFT JOIN article_dates AS d ON d.article_id = a.article_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article that a search found, with some of the words around the first place found."""

    article_id: str
    locator: str
    title: str | None
    snippet: str


def put_article(connection: Connection, article: Article) -> None:
    """Put an article whose page is in the desk; the same article again replaces what is known of it.

    Raises EvidenceError where a span of the article lies outside its text, and InputError where the text
    holds a NUL or half a surrogate pair.
    """
    article_id = article.article_id
    _check_article(article, article_id)
    values = {
        "article_id": article_id,
        "page_id": article.page_id,
        "locator": article.locator,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "sha256": article.sha256,
        "text": article.text,
        "record": write_json(replace(article, text="", published=None)),
    }
    connection.run(
        """INSERT INTO articles (article_id, page_id, locator, title, publisher, language, sha256, text, record)
        VALUES (:article_id, :page_id, :locator, :title, :publisher, :language, :sha256, :text, :record)
        ON CONFLICT (article_id) DO UPDATE SET page_id = excluded.page_id, title = excluded.title,
            publisher = excluded.publisher, language = excluded.language, record = excluded.record""",
        values,
    )
    _put_removed(connection, article, article_id)


def _check_article(article: Article, article_id: str) -> None:
    unstorable = _UNSTORABLE.search(article.text)
    if unstorable:
        raise InputError(
            f"{article.locator}: the text holds U+{ord(unstorable[0]):04X} at {unstorable.start()}, "
            "which no desk can keep. Remove it before the article is added."
        )
    for name, span in (
        list_spans(article) if article.published is None else list_spans(replace(article, published=None))
    ):
        if not 0 <= span.start < span.end <= len(article.text):
            raise EvidenceError(
                f"article {article_id} ({article.locator}): {name} names {span.start}-{span.end}, "
                f"but the text has {len(article.text)} characters"
            )


def _put_removed(connection: Connection, article: Article, article_id: str) -> None:
    connection.run("DELETE FROM removed_blocks WHERE article_id = ?", (article_id,))
    connection.run_many(
        """INSERT INTO removed_blocks (article_id, position, start, "end", exact, kind, rule)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [
            (article_id, n, b.span.start, b.span.end, b.span.words(article.text), b.kind.value, b.rule)
            for n, b in enumerate(article.removed)
        ],
    )


def _read_article(row: Row) -> Article:
    published = read_json(row[2], DateFinding) if row[2] is not None else None
    return replace(read_json(row[0], Article), text=row[1], published=published)


def get_article(connection: Connection, article_id: str) -> Article:
    """Return the article with this id, dated where a build has dated it. Raises InputError for an unknown id."""
    row = connection.row(f"{_SELECT} WHERE a.article_id = ?", (article_id,))
    if row is None:
        raise InputError(f"{article_id}: the desk has no article with this id.")
    return _read_article(row)


def list_article_ids(connection: Connection) -> list[str]:
    """Return the ids of all articles, in order of locator."""
    return [row[0] for row in connection.rows("SELECT article_id FROM articles ORDER BY locator, article_id")]


def list_articles(connection: Connection) -> list[Article]:
    """Return all articles in order of locator, dated where a build has dated them."""
    return [_read_article(row) for row in connection.rows(f"{_SELECT} ORDER BY a.locator, a.article_id")]


def list_removed(connection: Connection, article_id: str) -> list[RemovedBlock]:
    """Return the blocks of page residue of one article, in order of the text."""
    rows = connection.rows(
        """SELECT start, "end", kind, rule FROM removed_blocks WHERE article_id = ? ORDER BY start, "end", position""",
        (article_id,),
    )
    return [RemovedBlock(span=Span(row[0], row[1]), kind=ResidueKind(row[2]), rule=row[3]) for row in rows]


def get_words(connection: Connection, article_id: str, span: Span) -> str:
    """Return the words that stand at ``span`` of an article. Raises InputError for an unknown id."""
    row = connection.row(
        "SELECT substr(text, ? + 1, ?) FROM articles WHERE article_id = ?", (span.start, len(span), article_id)
    )
    if row is None:
        raise InputError(f"{article_id}: the desk has no article with this id.")
    return str(row[0])


def search_articles(connection: Connection, query: str, *, limit: int = 20) -> list[ArticleHit]:
    """Return the articles that hold all words of ``query``, best first; ``"two words"`` are sought as a phrase."""
    match = write_match(query)
    if match is None:
        return []
    rows = connection.rows(
        """SELECT a.article_id, a.locator, a.title, snippet(article_words, -1, '', '', ' … ', 24)
        FROM article_words JOIN articles AS a ON a.number = article_words.rowid
        WHERE article_words MATCH ? ORDER BY bm25(article_words), a.article_id LIMIT ?""",
        (match, limit),
    )
    return [ArticleHit(article_id=row[0], locator=row[1], title=row[2], snippet=row[3]) for row in rows]


def write_match(query: str) -> str | None:
    """Return ``query`` as an FTS5 expression in which every sign of the user is only text, or ``None``.

    Without letters or digits there is nothing to search for.
    """
    cleaned = _UNSTORABLE.sub(" ", query)
    phrases = [quoted or word for quoted, word in _PHRASES.findall(cleaned)]
    wanted = [f'"{phrase}"' for phrase in phrases if any(sign.isalnum() for sign in phrase)]
    return " ".join(wanted) or None
