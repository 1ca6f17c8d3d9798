"""The board of cards: where everything stands, how it is drawn, and how the cursor walks over it."""
