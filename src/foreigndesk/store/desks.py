"""The store of one desk: what the application calls."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from foreigndesk.errors import DeskError
from foreigndesk.records.articles import Article, Dropped, Page, RemovedBlock
from foreigndesk.records.copies import Copy
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.events import Event
from foreigndesk.records.evidence import Evidence
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Entity, Mention, MentionCorrection, MentionKind, NamedWords
from foreigndesk.records.quotation_groups import GroupDecision, QuotationGroup
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.readings import Reading
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeValue
from foreigndesk.store import (
    articles,
    catalogue,
    claims,
    copies,
    dates,
    entities,
    events,
    evidence,
    judgements,
    meetings,
    pages,
    quotation_groups,
    quotations,
    readings,
    references,
    refusals,
    seals,
    verification,
)
from foreigndesk.store.catalogue import Counts, RecordKind, RecordName
from foreigndesk.store.connections import Connection, tell_failure
from foreigndesk.store.schema import prepare_schema


def open_store(path: Path, *, create: bool = False, wait_seconds: float = 5.0) -> "Store":
    """Return the store of the desk file at ``path``, made first where it is missing and ``create`` is set.

    ``wait_seconds`` is how long to wait while another program writes. Raises DeskError where there is no
    desk, the file is none, is damaged or of a newer version, is in use, or the disk is full.
    """
    if not create and not path.is_file():
        raise DeskError(f"{path}: there is no desk here. Make one with: foreigndesk add PATH")
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise tell_failure(path, error) from error
    connection = Connection(path, wait_seconds=wait_seconds)
    try:
        prepare_schema(connection, create=create)
        connection.run("PRAGMA foreign_keys = ON")
        connection.run("PRAGMA synchronous = NORMAL")  # in WAL mode a crash of the program loses nothing committed
        connection.run("PRAGMA cache_size = -65536")  # 64 MiB: a build of some thousand articles stays in memory
    except BaseException:
        connection.close()
        raise
    return Store(connection)


class Store:
    """An open desk. ``add`` and ``build`` are its two transactions; all else reads, or writes inside them."""

    def __init__(self, connection: Connection) -> None:
        """Take an open connection whose tables are of the current version."""
        self._connection = connection
        self._is_building = False

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self._connection.close()

    @property
    def path(self) -> Path:
        """The desk file."""
        return self._connection.path

    # Adding: pages, articles and dropped items stay until they are withdrawn.

    @contextmanager
    def add(self) -> Iterator[None]:
        """Keep all pages, articles and dropped items that are put inside, or none of them."""
        with self._connection.transaction():
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write in the open transaction, or in one of its own."""
        if self._connection.in_transaction:
            yield
        else:
            with self._connection.transaction():
                yield

    def put_page(self, page: Page) -> None:
        """Put a page; one that the desk has already is left as it is."""
        with self._writing():
            pages.put_page(self._connection, page)

    def put_article(self, article: Article) -> None:
        """Put an article after its page; the same article again replaces what is known beside its text."""
        with self._writing():
            articles.put_article(self._connection, article)

    def put_dropped(self, dropped: Dropped) -> None:
        """Put an item that was not kept."""
        with self._writing():
            pages.put_dropped(self._connection, dropped)

    def forget_dropped(self, file: str) -> None:
        """Take out what was dropped of one file, which is read again."""
        with self._writing():
            pages.forget_dropped(self._connection, file)

    def count_files(self) -> list[pages.FileCount]:
        """Return how many items of each file or folder were kept and dropped."""
        return pages.count_files(self._connection)

    def put_judgement(self, judgement: judgements.Judgement) -> None:
        """Put a person's judgement; builds leave it alone."""
        with self._writing():
            judgements.put_judgement(self._connection, judgement)

    # Building: everything derived is replaced at once.

    @contextmanager
    def build(self) -> Iterator[None]:
        """Replace everything derived by what is put inside; a build that fails or is killed changes nothing."""
        with self._connection.transaction():
            self._is_building = True
            try:
                for table in seals.DERIVED_TABLES:
                    self._connection.run(f"DELETE FROM {table}")  # noqa: S608 - names of our own
                yield
                seals.put_seal(self._connection)
            finally:
                self._is_building = False

    def _derived(self) -> Connection:
        if not self._is_building:
            raise RuntimeError("derived records are put inside Store.build()")
        return self._connection

    def put_reading(self, reading: Reading, *, times: tuple[TimeValue, ...], published: DateFinding) -> None:
        """Put all that was read from one article, in place of what this build has put of it before."""
        readings.put_reading(self._derived(), reading, times=times, published=published)

    def put_event_dates(self, found: Mapping[str, DateFinding]) -> None:
        """Put the dates of events by the ids of their claims, after the readings that hold these."""
        dates.put_event_dates(self._derived(), found)

    def put_meetings(self, found: Iterable[Meeting]) -> None:
        """Put meetings after the readings whose claims they hold."""
        connection = self._derived()
        for meeting in found:
            meetings.put_meeting(connection, meeting)

    def put_events(self, found: Iterable[Event]) -> None:
        """Put events after the readings whose claims they hold."""
        events.put_events(self._derived(), found)

    def put_copies(self, found: Iterable[Copy]) -> None:
        """Put copies, each with at least one passage that both articles share."""
        connection = self._derived()
        for copy in found:
            copies.put_copy(connection, copy)

    def put_groups(self, found: Iterable[QuotationGroup]) -> None:
        """Put groups of quotations after the readings whose quotations they hold."""
        quotation_groups.put_groups(self._derived(), found)

    def put_origins(self, origins: Mapping[str, str]) -> None:
        """Put the family of one origin of each article: article id to family id."""
        copies.put_origins(self._derived(), origins)

    def put_entities(self, found: Iterable[Entity]) -> None:
        """Put entities after the readings that name them."""
        entities.put_entities(self._derived(), found)

    def put_refusals(self, found: Iterable[Refusal]) -> None:
        """Put readings that a stage refused."""
        refusals.put_refusals(self._derived(), found)

    def put_build(self, note: judgements.BuildNote) -> None:
        """Put with which versions this build is made."""
        judgements.put_build(self._derived(), note)

    # Reading: one record by its id or an unambiguous beginning of it.

    def _resolve(self, prefix: str, kind: RecordKind) -> str:
        return catalogue.find_record(self._connection, prefix, kinds=(kind,)).record_id

    def get_page(self, prefix: str) -> Page:
        """Return one page with its bytes."""
        return pages.get_page(self._connection, self._resolve(prefix, RecordKind.PAGE))

    def get_article(self, prefix: str) -> Article:
        """Return one article, dated where a build has dated it."""
        return articles.get_article(self._connection, self._resolve(prefix, RecordKind.ARTICLE))

    def get_reading(self, prefix: str) -> Reading | None:
        """Return what the last build read from one article, or ``None`` where none has read it."""
        return readings.get_reading(self._connection, self._resolve(prefix, RecordKind.ARTICLE))

    def get_article_date(self, prefix: str) -> DateFinding | None:
        """Return the date that the last build found for one article, or ``None`` where none has read it."""
        return dates.get_article_date(self._connection, self._resolve(prefix, RecordKind.ARTICLE))

    def get_named_words(self, words_id: str) -> NamedWords:
        """Return the mention or reference at ``ARTICLE:START-END``; the article may be shortened, the end left out."""
        return references.get_named_words(self._connection, words_id)

    def get_quotation(self, prefix: str) -> Quotation:
        """Return one quotation."""
        return quotations.get_quotation(self._connection, self._resolve(prefix, RecordKind.QUOTATION))

    def get_claim(self, prefix: str) -> claims.AnyClaim:
        """Return one claim as the record of its kind."""
        return claims.get_claim(self._connection, self._resolve(prefix, RecordKind.CLAIM))

    def get_meeting(self, prefix: str) -> Meeting:
        """Return one meeting."""
        return meetings.get_meeting(self._connection, self._resolve(prefix, RecordKind.MEETING))

    def get_event(self, prefix: str) -> Event:
        """Return one event."""
        return events.get_event(self._connection, self._resolve(prefix, RecordKind.EVENT))

    def get_copy(self, prefix: str) -> Copy:
        """Return one copy."""
        return copies.get_copy(self._connection, self._resolve(prefix, RecordKind.COPY))

    def get_group(self, prefix: str) -> QuotationGroup:
        """Return one group of quotations."""
        return quotation_groups.get_group(self._connection, self._resolve(prefix, RecordKind.QUOTATION_GROUP))

    def get_entity(self, prefix: str) -> Entity:
        """Return one entity."""
        return entities.get_entity(self._connection, self._resolve(prefix, RecordKind.ENTITY))

    def get_evidence(self, prefix: str) -> Evidence:
        """Return one evidence."""
        return evidence.get_evidence(self._connection, self._resolve(prefix, RecordKind.EVIDENCE))

    def get_words(self, article_id: str, span: Span) -> str:
        """Return the words at ``span`` of an article."""
        return articles.get_words(self._connection, article_id, span)

    def find_record(self, prefix: str) -> RecordName:
        """Return the kind and the full id of the one record whose id begins with ``prefix``."""
        return catalogue.find_record(self._connection, prefix)

    # Reading: lists, each in an order that depends on content alone.

    def list_articles(self) -> list[Article]:
        """Return all articles in order of locator, dated where a build has dated them."""
        return articles.list_articles(self._connection)

    def list_article_ids(self) -> list[str]:
        """Return the ids of all articles in order of locator."""
        return articles.list_article_ids(self._connection)

    def list_removed(self, article_id: str) -> list[RemovedBlock]:
        """Return the blocks of page residue of one article."""
        return articles.list_removed(self._connection, article_id)

    def list_dropped(self) -> list[Dropped]:
        """Return the items that were not kept, in order of locator."""
        return pages.list_dropped(self._connection)

    def list_mentions(self, article_id: str) -> list[Mention]:
        """Return the mentions of one article."""
        return readings.list_mentions(self._connection, article_id)

    def list_named_words(self, article_id: str) -> list[NamedWords]:
        """Return the mentions and references of one article in order of the text."""
        return references.list_named_words(self._connection, article_id)

    def list_event_dates(self) -> dict[str, DateFinding]:
        """Return the dates that the last build found for events, by the ids of their claims."""
        return dates.list_event_dates(self._connection)

    def list_time_values(self, article_id: str) -> list[TimeValue]:
        """Return the values of the time expressions of one article."""
        return readings.list_time_values(self._connection, article_id)

    def list_quotations(
        self,
        *,
        article_id: str | None = None,
        speaker: str | None = None,
        text: str | None = None,
        about: str | None = None,
    ) -> list[Quotation]:
        """Return the quotations of one article, of a speaker, about somebody (id or part of a name), with words."""
        return quotations.list_quotations(
            self._connection, article_id=article_id, speaker=speaker, text=text, about=about
        )

    def list_claims(
        self, *, kind: claims.ClaimKind | None = None, article_id: str | None = None
    ) -> list[claims.AnyClaim]:
        """Return the claims of one kind and of one article."""
        return claims.list_claims(self._connection, kind=kind, article_id=article_id)

    def list_meetings(self, *, who: str | None = None) -> list[Meeting]:
        """Return the meetings in order of their days; ``who`` is the entity id or state of a participant."""
        return meetings.list_meetings(self._connection, who=who)

    def list_events(self) -> list[Event]:
        """Return the events in order of their days."""
        return events.list_events(self._connection)

    def list_copies(self, *, article_id: str | None = None) -> list[Copy]:
        """Return the copies, those of one article where it is given."""
        return copies.list_copies(self._connection, article_id=article_id)

    def list_groups(self) -> list[QuotationGroup]:
        """Return the groups of quotations that give one utterance, in order of id."""
        return quotation_groups.list_groups(self._connection)

    def list_origins(self) -> dict[str, str]:
        """Return the family of each article: article id to family id."""
        return copies.list_origins(self._connection)

    def list_entities(self, *, kind: MentionKind | None = None) -> list[Entity]:
        """Return the entities, of one kind where it is given."""
        return entities.list_entities(self._connection, kind=kind)

    def list_evidence(self, kind: str, record_id: str) -> list[evidence.CitedWords]:
        """Return the words behind one record and what each supports."""
        return evidence.list_evidence(self._connection, kind, record_id)

    def list_refusals(self, *, article_id: str | None = None, text: str | None = None) -> list[Refusal]:
        """Return refused readings, of one article and with ``text`` in their words."""
        return refusals.list_refusals(self._connection, article_id=article_id, text=text)

    def list_judgements(self, *, target_id: str | None = None) -> list[judgements.Judgement]:
        """Return the judgements of people, on one record where it is given."""
        return judgements.list_judgements(self._connection, target_id=target_id)

    def list_corrections(self) -> list[MentionCorrection]:
        """Return what people decided about whom mentions name, the last decision on each."""
        return judgements.list_corrections(self._connection)

    def list_group_decisions(self) -> list[GroupDecision]:
        """Return what people decided about pairs of quotations, the last decision on each."""
        return quotation_groups.list_group_decisions(self._connection)

    def list_builds(self) -> list[judgements.BuildNote]:
        """Return with which versions the builds were made, the first one first."""
        return judgements.list_builds(self._connection)

    def search_articles(self, query: str, *, limit: int = 20) -> list[articles.ArticleHit]:
        """Return the articles that hold all words of ``query``, best first; quoted words are one phrase."""
        return articles.search_articles(self._connection, query, limit=limit)

    def counts(self) -> Counts:
        """Return how many records of each kind the desk holds."""
        return catalogue.count_records(self._connection)

    def verify(self) -> list[verification.Mismatch]:
        """Return every place where the words, spans, hashes and references of the desk do not agree."""
        return verification.verify_desk(self._connection)
