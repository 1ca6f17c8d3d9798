"""Screens: each owns one value, hands it to its widgets and turns every intent into one edit."""
