"""The daily standup of developers who also look after customers."""

__version__ = "0.1.0"
