"""Git: repositories, commits and revisions, as paths, bytes and values.

Invariant: one function runs git (`command.run`); looking runs nothing that a repository names in its configuration, and
only a commit that the person asked for runs hooks and signing. GitPython loads with the first command, not before.
"""
