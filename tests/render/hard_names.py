"""Names somebody might give to a card to break a page, and random ones made of the same stuff."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKDOWN = (
    *"\\`*_[]<>~|&#$!+-=.:;/()'\"{}^%@, 019aéW漢😀—“”\n\t",
    *("http://", "https://a.b/", "www.", "mailto:x@y.zz", "&amp;", "&#35;", "<br>", "<b>", "</td>", "<!--", "-->"),
    *("12. ", "1) ", "a_b", "---", "===", "```", "~~~", "***", "> ", "# ", "- ", "+ ", ":--", "| --- |", "[x]: y"),
    *(
        "![a](b)",
        "[a](javascript:alert(1))",
        "\r\n",
        "\u00a0",
        "\u3000",
        "\u200d",
        "$x$",
        "\\|",
        "\\\\",
        "<?",
        "<![CDATA[",
    ),
)
MERMAID = (
    *"#;:%<>&,{}\"\\`ab Z019\n\t-+*_|()[]'!?ﬂ°¶ßé漢😀 ",
    *("title ", "section ", "journey", "accTitle", "accDescr: ", "%%", "%%{init}%%", "&amp;", "#35;", "; ", "style x:"),
    *("classDef ", "---", "graph TD", "end", "click ", "<br>", "<script>", "#quot;", "title", "Section", "JOURNEY"),
    *("accTitle:", "accDescr {", "\u00a0", "\u200d", "ﬂ°°35¶ß", ": 5: Me"),
)

markdown_names = st.one_of(st.text(), st.lists(st.sampled_from(MARKDOWN), max_size=12).map("".join))
mermaid_names = st.one_of(st.text(), st.lists(st.sampled_from(MERMAID), max_size=8).map("".join))


def random_name(dice: random.Random, pieces: Sequence[str], most: int) -> str:
    """Return a name of at most `most` pieces."""
    return "".join(dice.choices(pieces, k=dice.randint(1, most)))
