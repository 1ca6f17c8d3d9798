"""Which characters the person's locale says a terminal shows.

Python writes UTF-8 in the C locale, whatever the terminal can show; a terminal in that locale is sent ASCII.
"""

from __future__ import annotations

import os
import sys


def is_c_locale() -> bool:
    """Tell whether the locale is the C locale, which knows ASCII alone, and nobody asked Python for UTF-8 by name.

    Python turns its UTF-8 mode on by itself in the C locale only, before it gives `LC_CTYPE` another value; so the mode
    is a surer sign than the variables.
    """
    return bool(sys.flags.utf8_mode) and os.environ.get("PYTHONUTF8") != "1"
