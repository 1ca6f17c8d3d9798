"""Permissions that hold for root too: without its right to pass over them, root is an owner like any other."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = 0x20080522
_PASSING_OVER = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH of capabilities(7)


class CannotBeBoundError(Exception):
    """This system has no way to bind root by permissions."""


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Let permissions hold for this thread and those it starts; raises `CannotBeBoundError`."""
    if os.geteuid() != 0:
        yield
        return
    rights = (ctypes.c_uint32 * 6)()
    _call("capget", rights)
    before = rights[0]
    rights[0] &= ~_PASSING_OVER
    _call("capset", rights)
    try:
        yield
    finally:
        rights[0] = before
        _call("capset", rights)


def _call(name: str, rights: ctypes.Array[ctypes.c_uint32]) -> None:
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    try:
        failed = getattr(ctypes.CDLL(None, use_errno=True), name)(header, rights)
    except AttributeError as error:
        raise CannotBeBoundError from error
    if failed:
        raise CannotBeBoundError
