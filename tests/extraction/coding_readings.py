"""How the tests read a text with signs that they give."""

from foreigndesk.extraction.actions import Actions, read_actions
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.extraction.sides import Scene
from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.sources import find_dateline
from tests.extraction.claim_readings import ARTICLE_ID
from tests.extraction.signs_of import FakeSigns


def read(text: str, **seen: object) -> Actions:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    dateline = find_dateline(text)
    scene = Scene(article_id=ARTICLE_ID, cast=cast, times=find_times(analysis), quotations=(), dateline=dateline)
    signs = FakeSigns(text=text, **seen)  # type: ignore[arg-type]
    return read_actions(scene, analysis, signs=dict.fromkeys(range(len(analysis.sentences)), signs))
