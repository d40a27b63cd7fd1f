"""Readers of other tools' files; each gives plain values that the domain understands."""
