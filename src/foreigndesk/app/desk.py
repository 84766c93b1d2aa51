"""A desk: the one core under command line and Python. It puts the stages in sequence."""

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from foreigndesk.app.adding import Adding, AddReport, Tell, read_items
from foreigndesk.errors import InputError
from foreigndesk.records.articles import Article
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, MeetingClaim, PositionClaim
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.records.mentions import MentionCorrection
from foreigndesk.records.refusals import Refusal
from foreigndesk.store import Store, open_store
from foreigndesk.views.dossier import Dossier

if TYPE_CHECKING:
    from foreigndesk.app.stages import ArticleWork, Resolution

DESK_FILE = "desk.db"
FEWEST_FOR_POOL = 24  # articles; below it starting processes (1.5 s each) costs more than it saves
CHUNK = 16  # articles that are parsed before the rest is done with them, see stages.work_on_articles

# Readings hold no cycles and all stay alive, so collecting often finds nothing: 4-9 % of a build, 2026-11.
RARE_COLLECTION = (100_000, 50, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What ``build`` made."""

    articles: int
    not_analysed: int
    meetings: int
    events: int
    quotations: int
    commitments: int
    origins: int


def find_desk(folder: Path | None) -> Path:
    """Return the desk file of ``folder``, or of the nearest folder above the current one that has a desk.

    Raises InputError where there is none.
    """
    if folder is not None:
        return folder if folder.name == DESK_FILE and folder.is_file() else folder / DESK_FILE
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / DESK_FILE).is_file():
            return candidate / DESK_FILE
    raise InputError(
        f"no desk here or above ({here}). Make one with: foreigndesk add PATH, or name one with --desk FOLDER"
    )


@contextmanager
def open_desk(path: Path, *, create: bool = False) -> Iterator["Desk"]:
    """Open the desk file at ``path`` for the time of a ``with`` block, made first where ``create`` is set."""
    with open_store(path, create=create) as store:
        yield Desk(store)


class Desk:
    """An open desk with its operations. It holds the connection, nothing else."""

    def __init__(self, store: Store) -> None:
        """Take an open store."""
        self.store = store

    def add(
        self,
        paths: Iterable[Path],
        *,
        options: ReadingOptions | None = None,
        stream: BinaryIO | None = None,
        tell: Tell | None = None,
    ) -> AddReport:
        """Read files and folders into the desk; what cannot be read is kept as dropped, with its reason.

        Each path is one transaction. Adding the same twice adds nothing. ``-`` stands for what comes on
        ``stream``. Raises InputError where a path does not exist or an option names what there is not.
        """
        adding = Adding(self.store, tell=tell)
        for path in paths:
            with self.store.add():
                adding.add(read_items(path, options or ReadingOptions(), stream if str(path) == "-" else None))
        return adding.report()

    def build(self, *, workers: int = 1, tell: Tell | None = None) -> BuildReport:
        """Read all articles anew and replace everything derived, in one transaction.

        ``workers`` are processes; their number changes the time and nothing else.
        """
        from foreigndesk.app.stages import ArticleWork, resolve_works
        from foreigndesk.extraction.corrections import list_unused

        articles = self.store.list_articles()
        works: list[ArticleWork] = []
        corrections = tuple(self.store.list_corrections())
        for work in work_on_articles(articles, workers=workers, corrections=corrections):
            works.append(work)
            if tell:
                tell(len(works), len(articles))
        found = resolve_works(works, tuple(self.store.list_group_decisions()))
        self._put_all(found, list_unused(tuple(found.readings.values()), corrections))
        return BuildReport(
            articles=len(works),
            not_analysed=sum(w.reading.unanalysed_because is not None for w in works),
            meetings=len(found.meetings),
            events=len(found.events),
            quotations=sum(len(w.reading.quotations) for w in works),
            commitments=sum(len(w.reading.commitments) for w in works),
            origins=len(set(found.origins.values())),
        )

    def _put_all(self, found: "Resolution", unused: tuple[Refusal, ...]) -> None:
        """Replace everything derived by what the articles say together, in one transaction."""
        from foreigndesk.store.judgements import BuildNote, Version

        with self.store.build():
            for article_id, reading in found.readings.items():
                self.store.put_reading(reading, times=found.times[article_id], published=found.published[article_id])
                self.store.put_event_dates(found.dates_of_actions(article_id))
            self.store.put_meetings(found.meetings)
            self.store.put_events(found.events)
            self.store.put_copies(found.copies)
            self.store.put_groups(found.groups)
            self.store.put_origins(found.origins)
            self.store.put_entities(found.entities)
            self.store.put_refusals(found.refusals)
            self.store.put_refusals(unused)
            self.store.put_build(BuildNote(versions=(Version(part="foreigndesk", version=version("foreigndesk")),)))

    def dossier(self) -> Dossier:
        """Return all records of the desk, for views and exports."""
        store, claims = self.store, self.store.list_claims()
        return Dossier(
            articles={a.article_id: a for a in store.list_articles()},
            dropped=tuple(store.list_dropped()),
            meetings=tuple(store.list_meetings()),
            events=tuple(store.list_events()),
            meeting_claims=tuple(c for c in claims if isinstance(c, MeetingClaim)),
            actions=tuple(c for c in claims if isinstance(c, ActionClaim)),
            commitments=tuple(c for c in claims if isinstance(c, CommitmentClaim)),
            positions=tuple(c for c in claims if isinstance(c, PositionClaim)),
            quotations=tuple(store.list_quotations()),
            copies=tuple(store.list_copies()),
            groups=tuple(store.list_groups()),
            origins=store.list_origins(),
            entities={e.entity_id: e for e in store.list_entities()},
            refusals=tuple(store.list_refusals()),
            event_dates=store.list_event_dates(),
            corrections=tuple(store.list_corrections()),
        )


def work_on_articles(
    articles: list[Article], *, workers: int, corrections: tuple[MentionCorrection, ...] = ()
) -> Iterator["ArticleWork"]:
    """Yield what each article gives by itself, in the order of ``articles``, with ``workers`` processes."""
    from foreigndesk.app import stages

    gc.set_threshold(*RARE_COLLECTION)
    chunks = [articles[at : at + CHUNK] for at in range(0, len(articles), CHUNK)]
    if workers <= 1 or len(articles) < FEWEST_FOR_POOL:
        for chunk in chunks:
            yield from stages.work_on_articles(chunk, corrections)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for works in pool.map(partial(stages.work_on_articles, corrections=corrections), chunks):
            yield from works
