"""What stands on a page, part by part, for tests to read."""

from __future__ import annotations

from cjm_tui.render.page.blocks import Bullets, Heading, Paragraph, plain
from cjm_tui.render.page.markdown import markdown
from cjm_tui.render.page.page import page
from cjm_tui.render.page.sources import Sources
from cjm_tui.render.page.targets import TARGETS

GFM = TARGETS["gfm"]


def text_of(sources: Sources) -> str:
    return markdown(page(sources, GFM))


def headings(sources: Sources) -> list[str]:
    return [block.text for block in page(sources, GFM) if isinstance(block, Heading) and block.level == 2]


def bullets(sources: Sources) -> list[str]:
    return [plain(item) for block in page(sources, GFM) if isinstance(block, Bullets) for item in block.items]


def paragraphs(sources: Sources) -> list[str]:
    return [plain(block.words) for block in page(sources, GFM) if isinstance(block, Paragraph)]
