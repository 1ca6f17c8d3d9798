"""The app for people in a terminal: screens, widgets and dialogs. The only room that imports textual.

Widgets draw values they are given and post what the person did; screens turn each intent into an edit of the one open
map. Nothing here reads or writes a file: services do, in workers.
"""
