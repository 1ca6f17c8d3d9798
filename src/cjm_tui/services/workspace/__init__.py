"""The folder of maps: what is in it, how its files are named, looked through, copied and checked."""
