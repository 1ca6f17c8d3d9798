"""The command line: one command per file in `commands/`, and the frame they hang in.

Results go to standard output, everything else to standard error. Invariant: a command's module is imported only when
that command runs or its help is asked for, and only the app itself loads textual.
"""
