"""`make pictures`: writes the documents' pictures anew; ONLY=console (readme, readers) writes some of them."""

from __future__ import annotations

import argparse
import asyncio
from functools import partial
from pathlib import Path
from shutil import which
from subprocess import run
from typing import TYPE_CHECKING, Final

from tests.pictures.camera import a_camera
from tests.pictures.operators import console
from tests.pictures.readers import readers, readme

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from tests.pictures.camera import Camera

DOCS: Final = Path(__file__).parents[2] / "docs"
SETS: Final[Mapping[str, Sequence[Callable[[Camera], Awaitable[None]]]]] = {
    "readme": [readme],
    "readers": [partial(readers, language=language) for language in ("ko", "en")],
    "console": [console],
}


async def take(names: Sequence[str], folder: Path) -> None:
    """Take the pictures of these sets into the folder."""
    async with a_camera(folder) as camera:
        for name in names:
            for picture in SETS[name]:
                await picture(camera)
            print(f"{name}: done")  # noqa: T201 - what a command says


def lacks_emoji() -> bool:
    """Return whether this machine would show boxes in their place, as far as it can be asked."""
    lister = which("fc-list")
    return bool(lister) and not run([str(lister), ":charset=1f6a8"], capture_output=True, check=False).stdout  # noqa: S603 - fontconfig's own


def main() -> None:
    """Take what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description="Take the documents' pictures anew.")
    parser.add_argument("only", nargs="*", help=f"these sets only: {', '.join(SETS)}", metavar="SET")
    parser.add_argument("--folder", type=Path, default=DOCS, help="where they go (docs)")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.only) - set(SETS)):
        parser.error(f"there is no set {', '.join(unknown)}; there are {', '.join(SETS)}")
    if lacks_emoji():
        parser.error("no font here has the emoji that messages have: apt-get install fonts-noto-color-emoji")
    asked.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(asked.only or list(SETS), asked.folder))


if __name__ == "__main__":
    main()
