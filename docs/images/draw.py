"""Draws the pictures of the README from a run of the demo: ``python docs/images/draw.py [OPTION OF THE DEMO]...``.

Needs Chromium and Pillow beside the demo's own things. The terminal is what the demo printed to one, its colours kept;
the page is the demo's HTML report.
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).resolve().parent
COLUMNS = 108
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1b1f27; color: #d7dae0; }}
pre {{ font: 15px/1.4 "DejaVu Sans Mono", monospace; padding: 22px 26px; margin: 0; }}
</style><pre>{code}</pre>"""


def demo(folder: Path) -> bytes:
    """Run the demo on a terminal of our own; return what it printed."""
    words = [sys.executable, "-m", "nightlatch", "demo", "--html", str(folder / "report.html"), *sys.argv[1:]]
    printed = bytearray()

    def keep(descriptor: int) -> bytes:
        data = os.read(descriptor, 4096)
        printed.extend(data)
        return data

    os.environ |= {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    pty.spawn(words, keep)
    return bytes(printed)


def terminal(printed: bytes, folder: Path) -> Path:
    """The report of the terminal as a page: from the store's name to the line that counts."""
    text = printed.decode().replace("\r\n", "\n")
    start = text.rindex("\n", 0, text.index("OPEN")) + 1
    end = text.index("\n", text.index("1 open"))
    lines = Text.from_ansi("$ make demo\n" + text[start:end])
    lines.rstrip()
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor")
    console.print(lines)
    page = folder / "terminal.html"
    page.write_text(
        _PAGE.format(code=console.export_html(theme=SVG_EXPORT_THEME, inline_styles=True, code_format="{code}"))
    )
    return page


def trails(report: Path) -> Path:
    """Of the report the part about trails, with nothing of it changed."""
    text = report.read_text("utf-8")
    start, end = text.index("<h3>Where people were"), text.index("<h3>The server")
    page = report.with_name("trails.html")
    page.write_text(text[: text.index("<body")] + f"<body><main><article>{text[start:end]}</article></main></body>")
    return page


def picture(page: Path, name: str, *, width: int = 1280, height: int = 4000, most: int) -> None:
    """A picture of the top of *page*, at most *most* pixels high and without the empty rest."""
    shot = page.with_suffix(".png")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         f"--window-size={width},{height}", f"--screenshot={shot}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    with Image.open(shot) as whole:
        plain = whole.convert("RGB")
    background = Image.new("RGB", plain.size, plain.getpixel((2, plain.height - 2)))
    bottom = ImageChops.difference(plain, background).getbbox()[3] + 24
    cut = plain.crop((0, 0, width, min(bottom, most)))
    cut.quantize(colors=128, dither=Image.Dither.NONE).save(HERE / name, optimize=True)
    print(HERE / name, cut.size, (HERE / name).stat().st_size)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        picture(terminal(demo(place), place), "terminal.png", width=1060, most=2000)
        picture(place / "report.html", "report.png", most=1486)
        picture(trails(place / "report.html"), "trails.png", most=1200)
