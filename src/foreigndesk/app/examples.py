"""Where the example articles are: in the package, or beside it in a checkout."""

from importlib.resources import files
from pathlib import Path

from foreigndesk.errors import InputError


def find_examples() -> Path:
    """Return the folder of the example articles.

    Raises InputError where neither the package nor the checkout has them.
    """
    checkout = Path(__file__).resolve().parents[3] / "examples" / "articles"
    packaged = Path(str(files("foreigndesk"))) / "examples" / "articles"
    for folder in (packaged, checkout):
        if folder.is_dir():
            return folder
    raise InputError(f"the example articles are not installed (looked in {packaged}). Install foreigndesk again.")
