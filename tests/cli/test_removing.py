"""What `cjm rm` says of a record that other files name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_the_maps_that_still_name_a_removed_channel_are_told(shop: Path, cjm: Cli) -> None:
    cjm("add", "cjm", "channel", "Kiosk", "kind=physical")
    cjm("set", "buy", "touchpoint.pay-by-card", "channels+=kiosk")
    ran = cjm("rm", "cjm", "channel.kiosk")
    assert ran.out == "removed channel.kiosk: Kiosk\n"
    assert "maps/buy.toml still names it: `cjm check` tells where" in ran.err
    assert shop.is_dir()


def test_of_one_that_nobody_names_nothing_more_is_said(shop: Path, cjm: Cli) -> None:
    cjm("add", "cjm", "channel", "Kiosk", "kind=physical")
    assert cjm("rm", "cjm", "channel.kiosk").err == ""
    assert cjm("rm", "buy", "touchpoint.pay-by-card").err == ""
    assert shop.is_dir()
