"""A week in one sentence: within the band, out of it, or can't tell yet, and on what."""

from __future__ import annotations

from standup.domain.split import Band, Split, VerdictKind, percent, settling_words, share_words, verdict, verdict_words


def headline(split: Split, band: Band, starved: int = 0) -> str:
    """The share with its range, the verdict and what it stands on: `18 % customer (16-22 %), within 10-20 %, on 92 %
    logged`; with the number of starved touchpoints, where there are any.

    It claims no more than `verdict` does: without a share or without hours it says that, and why.
    """
    words = _claim(split, band)
    if starved:
        words += f"; {starved} {'touchpoint' if starved == 1 else 'touchpoints'} starved"
    return words


def _claim(split: Split, band: Band) -> str:
    share = share_words(split)
    found = verdict(split, band)
    if found.kind is VerdictKind.NONE:
        return f"No share: {share}" if split.share is None else f"{share}, so no verdict"
    if found.kind is VerdictKind.CANT_TELL:
        on = "" if split.coverage is None else f" on {percent(split.coverage)} % logged"
        return f"{share}, can't tell yet{on}: {settling_words(found)}"
    return f"{share}, {verdict_words(split, band)}"
