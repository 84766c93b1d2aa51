"""The command line. Each command is thin: it opens the desk, asks for a view, and shows it."""

import errno
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from foreigndesk.errors import ForeignDeskError, InputError

app = typer.Typer(
    name="foreigndesk",
    help="Keep a record of what states and their leaders said and did to one another, with the words for every value.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Id = Annotated[str, typer.Argument(help="An id, or the beginning of one.", show_default=False)]
Paths = Annotated[list[Path], typer.Argument(help="Files or folders to read; - is standard input.", show_default=False)]
TextColumn = Annotated[str | None, typer.Option(help="The column or JSON key that holds the text.", show_default=False)]
TitleColumn = Annotated[
    str | None, typer.Option(help="The column or JSON key that holds the headline.", show_default=False)
]
DateColumn = Annotated[
    str | None, typer.Option(help="The column or JSON key that holds the day of publication.", show_default=False)
]
PublisherColumn = Annotated[
    str | None, typer.Option(help="The column or JSON key that names the publisher.", show_default=False)
]
UrlColumn = Annotated[
    str | None, typer.Option(help="The column or JSON key that holds the address.", show_default=False)
]
IdColumn = Annotated[
    str | None,
    typer.Option(help="The column or JSON key with the id that `articles` gives back.", show_default=False),
]
Workers = Annotated[int, typer.Option(min=0, help="Processes; 0 means one for each core.")]

_MISTAKE: type[typer.BadParameter] = typer.BadParameter.__mro__[1]  # what Click calls a usage error

_chosen: dict[str, Path | None] = {"desk": None}


def _show_version(asked: bool) -> None:
    if asked:
        from foreigndesk import __version__

        typer.echo(f"foreigndesk {__version__}")
        raise typer.Exit


@app.callback()
def choose_desk(
    desk: Annotated[
        Path | None,
        typer.Option(help="The folder of the desk (default: the nearest one above here).", show_default=False),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Choose the desk that the command works on."""
    _chosen["desk"] = desk


@app.command()
def add(  # noqa: PLR0913 - Typer knows an option by its parameter
    paths: Paths,
    *,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    publisher_column: PublisherColumn = None,
    url_column: UrlColumn = None,
    id_column: IdColumn = None,
    format: Annotated[
        str | None, typer.Option("--format", help="What the files are where that cannot be told: text, csv, jsonl, ...")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read files, folders, tables, feeds and archives into the desk (made where there is none yet)."""
    from foreigndesk.app import intake
    from foreigndesk.records.inputs import ReadingOptions

    options = ReadingOptions(
        text_column=text_column,
        title_column=title_column,
        date_column=date_column,
        publisher_column=publisher_column,
        url_column=url_column,
        id_column=id_column,
        format=format,
    )
    intake.add(_chosen["desk"], paths, options=options, as_json=as_json)


@app.command()
def build(workers: Workers = 0, as_json: AsJson = False) -> None:
    """Read all articles and make the record anew, in one transaction."""
    from foreigndesk.app import commands

    commands.build(_chosen["desk"], workers=workers, as_json=as_json)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show what the desk holds: read, kept, dropped and why."""
    from foreigndesk.app import intake

    intake.status(_chosen["desk"], as_json=as_json)


@app.command()
def articles(
    as_json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Write one JSON line an article.")] = False,
) -> None:
    """List the articles with their dates and the family of copies each belongs to."""
    from foreigndesk.app import commands

    commands.articles(_chosen["desk"], as_json=as_json, jsonl=jsonl)


@app.command()
def meetings(
    as_json: AsJson = False,
    status: Annotated[
        str, typer.Option(help="Which to list: reported, planned, speculated, denied, or all.")
    ] = "reported",
    who: Annotated[
        str | None, typer.Option(help="Entity id or state code of a participant.", show_default=False)
    ] = None,
) -> None:
    """List the meetings: who, when, where, on what occasion, in how many reports of how many origins."""
    from foreigndesk.app import commands

    commands.meetings(_chosen["desk"], status=status, who=who, as_json=as_json)


@app.command()
def events(  # noqa: PLR0913 - Typer knows an option by its parameter
    *,
    as_json: AsJson = False,
    type: Annotated[
        str | None, typer.Option("--type", help="PLOVER type: ASSAULT, or with mode CONSULT.visit.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Entity id, state code or name of who acts.")] = None,
    recipient: Annotated[str | None, typer.Option(help="The same of who is acted upon.")] = None,
    since: Annotated[str | None, typer.Option(help="First day: 2024, 2024-05 or 2024-05-14.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, in the same form.")] = None,
    polarity: Annotated[str | None, typer.Option(help="positive, or negative: said not to be so.")] = None,
    confidence: Annotated[float, typer.Option(min=0, max=1, help="The least: how often such events are right.")] = 0.5,
) -> None:
    """List who did what to whom, and apart from it what is planned, asked for, guessed, negated or denied."""
    from foreigndesk.app.events import EventQuestion, events

    asked = {"actor": actor, "recipient": recipient, "since": since, "until": until, "polarity": polarity}
    events(_chosen["desk"], EventQuestion(type=type, confidence=confidence, **asked), as_json=as_json)


@app.command()
def copies(
    as_json: AsJson = False,
    lost: Annotated[
        bool, typer.Option("--lost", help="Show the hedges and attributions that copies lost, in their sentences.")
    ] = False,
) -> None:
    """List the families of articles of one origin: which was made from which, and what it lost."""
    from foreigndesk.app import copies

    copies.copies(_chosen["desk"], lost=lost, as_json=as_json)


@app.command()
def quotations(  # noqa: PLR0913 - Typer knows an option by its parameter
    *,
    as_json: AsJson = False,
    speaker: Annotated[str | None, typer.Option(help="Name or entity id of the speaker.", show_default=False)] = None,
    about: Annotated[
        str | None, typer.Option(help="Name, entity id or state of whom the words name.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="direct, partial, indirect, scare or title.", show_default=False)
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="First day of the articles: 2024, 2024-05 or 2024-05-14.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day of the articles: 2024, 2024-05 or 2024-05-14.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="Words that the quotation holds.", show_default=False)] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="List utterances whose wordings differ, the riskiest first.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Write CSV: one row a quotation or variant.")] = False,
) -> None:
    """List quotations with their speakers, or what was said in more than one wording."""
    from foreigndesk.app.quotations import QuotationQuestion, quotations

    question = QuotationQuestion(
        speaker=speaker, about=about, kind=kind, since=since, until=until, text=text, changed=changed
    )
    quotations(_chosen["desk"], question, as_json=as_json, as_csv=csv)


@app.command()
def mentions(
    article_id: Id,
    as_json: AsJson = False,
    text: Annotated[str | None, typer.Option(help="Only words that hold this text.", show_default=False)] = None,
) -> None:
    """List whom the words of an article name or refer to, and why, with ids for `why` and `review`."""
    from foreigndesk.app import reviewing

    reviewing.mentions(_chosen["desk"], article_id, text=text, as_json=as_json)


@app.command()
def review(  # noqa: PLR0913 - Typer knows an option by its parameter
    words_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Words of an article, ARTICLE:START-END.", show_default=False)
    ] = None,
    *,
    entity: Annotated[str | None, typer.Option(help="The id of whom the words mean.", show_default=False)] = None,
    reject: Annotated[bool, typer.Option("--reject", help="They do not mean whom the rules read.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was decided on them.")] = False,
    everywhere: Annotated[
        bool, typer.Option("--everywhere-in-article", help="Decide on the same words wherever the article has them.")
    ] = False,
    other: Annotated[
        str | None, typer.Option("--with", metavar="ID", help="A second place, to say whether both give one utterance.")
    ] = None,
    same: Annotated[bool, typer.Option("--same", help="Both places give one utterance.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They give two.")] = False,
    note: Annotated[str, typer.Option(help="Why: `why` and `show` tell it.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides (default: the user).", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Decide whom words mean, or whether two places give one utterance; without a decision, list what was decided."""
    from foreigndesk.app import pairing, reviewing

    if other is not None and words_id is not None:
        pair = pairing.PairDecision(is_same=same, is_different=different, is_withdrawn=withdraw, note=note, person=by)
        pairing.review_pair(_chosen["desk"], words_id, other, decision=pair, as_json=as_json)
        return
    if same or different:
        raise InputError("--same and --different speak of two places: review ID --with ID --same.")
    decision = reviewing.Decision(
        entity_id=entity, is_rejected=reject, is_withdrawn=withdraw, everywhere=everywhere, note=note, person=by
    )
    reviewing.review(_chosen["desk"], words_id, decision=decision, as_json=as_json)


@app.command()
def show(
    record_id: Id,
    as_json: AsJson = False,
    raw: Annotated[bool, typer.Option("--raw", help="Show page residue in its place.")] = False,
) -> None:
    """Show one record: an article, meeting, event, quotation or group of them, claim, copy, entity, or named words."""
    from foreigndesk.app import commands

    commands.show(_chosen["desk"], record_id, raw=raw, as_json=as_json)


@app.command()
def why(record_id: Id, as_json: AsJson = False) -> None:
    """Show why a record says what it says: rules, steps of proof, and the words."""
    from foreigndesk.app import commands

    commands.why(_chosen["desk"], record_id, as_json=as_json)


@app.command("why-not")
def why_not(
    text: Annotated[str, typer.Argument(help="Words of an article.", show_default=False)], as_json: AsJson = False
) -> None:
    """Show what was read at these words and refused, with the reason."""
    from foreigndesk.app import commands

    commands.why_not(_chosen["desk"], text, as_json=as_json)


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Read all evidence again; exit 1 with a list where words and spans differ."""
    from foreigndesk.app import commands

    commands.verify(_chosen["desk"], as_json=as_json)


@app.command()
def annotate(
    clean: Annotated[bool, typer.Option("--clean", help="Find page residue and leave it out.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is always JSON.")] = False,
) -> None:
    """Read JSON lines with texts from standard input, write one JSON line of analysis each, in order."""
    from foreigndesk.app import commands

    commands.annotate(clean=clean)


@app.command()
def brief(
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here; .html gives a page.", show_default=False)
    ] = None,
    title: Annotated[str, typer.Option(help="The title of the brief.")] = "Brief",
    short: Annotated[
        bool, typer.Option("--short", help="Only who met, two outcomes of each meeting, and the words for them.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a brief in which every sentence carries its evidence."""
    from foreigndesk.app import outputs

    outputs.brief(_chosen["desk"], output=output, title=title, is_short=short, as_json=as_json)


@app.command()
def export(
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="All records as JSON lines (the default).")] = False,
    csv: Annotated[
        str | None, typer.Option(help="One kind of record as CSV: article, meeting, quotation, ...", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole record to a file or standard output, the same bytes each time."""
    from foreigndesk.app import outputs

    outputs.export(_chosen["desk"], csv=csv, output=output, as_json=as_json and not jsonl)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the demonstration.")] = Path("build/demo"),
    as_json: AsJson = False,
) -> None:
    """Build a desk from the packaged example articles and show what comes out."""
    from foreigndesk.app import demonstration

    demonstration.demo(folder, as_json=as_json)


def main() -> None:
    """Run the command line: exit code 2 with one line for a mistake, 1 where the answer is "no"."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices take three times as long on several threads
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except _MISTAKE as error:
        code = _tell_mistake(error)
    except ForeignDeskError as error:
        typer.echo(f"foreigndesk: {error}", err=True)
        code = 2
    except BrokenPipeError:  # the reader of our output has gone ("| head"): nothing is wrong
        code = 0
        _leave_output()
    except OSError as error:
        code = _tell_system_error(error)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("foreigndesk: interrupted; the desk is as it was", err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)


def _tell_mistake(error: typer.BadParameter) -> int:
    """Say in one line what is wrong with the words of the call, and return the exit code."""
    command = error.ctx.command_path if error.ctx else "foreigndesk"
    if type(error).__name__ == "NoArgsIsHelpError":  # called without a word: the help was the answer
        typer.echo(error.format_message(), nl=False)
        return 2
    typer.echo(f"foreigndesk: {error.format_message().rstrip('.')}. Help: {command} --help", err=True)
    return 2


def _tell_system_error(error: OSError) -> int:
    """Say in one line what the system refused, and return the exit code; an error of our own goes on."""
    if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS}:
        raise error
    _leave_output()
    at = f" ({error.filename})" if error.filename else ""
    typer.echo(f"foreigndesk: {os.strerror(error.errno or 0)}{at}. Make room or name another place.", err=True)
    return 2


def _leave_output() -> None:
    """Let what is left in the buffer of standard output go nowhere, so that closing it raises nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
