"""Every command with its one line of help.

Invariant: this table is all that `cjm --help` needs; a command's own module says the same words first.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "add": "Add a record to a map.",
    "blame": "Say who last touched each field of a card.",
    "branch": "List branches, or make one to propose changes on.",
    "check": "Check the files: their shape, references and ranges.",
    "commit": "Make a revision of what changed.",
    "completion": "Print what makes a shell complete cjm's commands.",
    "confirm": "Confirm that a card or an opportunity still holds.",
    "demo": "Try it on sample maps that leave nothing behind.",
    "diff": "Say in words how two maps or revisions differ.",
    "doctor": "Look at the terminal, git and the configuration.",
    "export": "Write maps as Markdown pages.",
    "fmt": "Put files in their usual order.",
    "git-setup": "Make git merge maps by record and field in this clone.",
    "keys": "List the keys of the app.",
    "list": "List the maps.",
    "log": "List the revisions of a map, in words.",
    "merge-file": "Merge three versions of a file; git runs this.",
    "new": "Make a new map.",
    "paths": "Say where everything is kept.",
    "rename": "Give a record or a file another id; all references follow.",
    "restore": "Bring back a map, a card or a field from a revision.",
    "rm": "Remove a record from a map.",
    "set": "Set, unset or extend fields of a record.",
    "settle": "Tell the open conflicts, or settle some of them.",
    "show": "Print a map.",
    "sync": "Fetch, merge and push: get what others did, give them ours.",
    "touched": "Say which touchpoints a change of code touches.",
}
