"""The commands: a file each, named after the command, with the command itself under the name `command`."""
