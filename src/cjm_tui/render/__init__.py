"""Projections of a document: board, curve, views, outline, Markdown, Mermaid, SVG.

Pure: the same document gives the same cells and the same bytes. Widths are counted in terminal cells, and no text of
a map reaches a page or a line without having been made safe for it.
"""
