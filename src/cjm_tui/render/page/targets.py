"""The kinds of wiki a page can be for, as rows of data.

A row says how a wiki differs; nothing else in the program asks which wiki it is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of wiki.

    `suffix` ends a page's file name, `link_suffix` the address other pages know it by. `mermaid_limit` is how many
    characters a diagram may have before the wiki refuses to draw it; `folder` is where pages go unless the team says
    otherwise.
    """

    name: str
    suffix: str
    link_suffix: str
    mermaid_limit: int
    folder: str


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        # 50,000 is the `maxTextSize` of mermaid, which GitHub, GitLab and Gitea leave as it is for files.
        Target("gfm", suffix=".md", link_suffix=".md", mermaid_limit=50_000, folder="docs/journeys"),
    )
}
