"""What is offered for the next interrupt, and what becomes of who asked."""

from __future__ import annotations

from datetime import date

from standup.domain.records import Bucket, InterruptClass
from standup.workspace.entries import alter_entry
from standup.workspace.interrupts import offered_interrupt
from standup.workspace.time import log
from standup.workspace.timer import start, stop
from standup.workspace.vocabulary import vocabulary
from tests.workspace.office import Office, entry


def test_the_last_interrupt_is_offered_with_who_asked_before() -> None:
    office = Office(
        entry("e1", interrupt=True, asked_by="Karin", day=date(2026, 11, 2), interrupt_class=InterruptClass.EXPEDITE),
        entry("e2", interrupt=True, asked_by="Sales", day=date(2026, 11, 20)),
        entry("e3", interrupt=True, asked_by="Old", day=date(2026, 9, 1)),
        entry("e4", interrupt=True, asked_by="Another's", developer="bob"),
        entry("e5"),
    )
    assert offered_interrupt(office.dana) == ("Sales", None, ("Sales", "Karin"))
    assert offered_interrupt(office.by("zoe")) == ("", None, ())
    assert [one.name for one in vocabulary(office.dana).requesters] == ["Sales"]


def test_a_line_logs_who_asked_and_the_class_and_history_keeps_only_the_class() -> None:
    office = Office()
    logged = log(office.dana, '15m #API-12 !expedite asked:"Karin Holm"')
    assert "expedite interrupt, asked by Karin Holm" in logged.words
    [kept] = office.entries()
    assert (kept.interrupt, kept.interrupt_class, kept.asked_by) == (True, InterruptClass.EXPEDITE, "Karin Holm")
    why = office.store.history(1)[0].why
    assert "expedite interrupt" in why
    assert "Karin" not in why


def test_an_edit_keeps_alters_and_clears_them_together() -> None:
    office = Office()
    log(office.dana, "15m #API-12 !expedite asked:Karin")
    alter_entry(office.dana, office.entries()[0], "30m asked:Sales")
    assert (office.entries()[0].asked_by, office.entries()[0].interrupt_class) == ("Sales", InterruptClass.EXPEDITE)
    alter_entry(office.dana, office.entries()[0], "", clear=["interrupt"])
    [left] = office.entries()
    assert (left.interrupt, left.asked_by, left.interrupt_class) == (False, "", None)


def test_a_timer_keeps_them_until_it_logs() -> None:
    office = Office()
    start(office.dana, "~ !fixed asked:Karin")
    office.clock.later(minutes=20)
    [logged] = stop(office.dana).entries
    assert (logged.bucket, logged.minutes) == (Bucket.OTHER, 20)
    assert (logged.interrupt, logged.interrupt_class, logged.asked_by) == (True, InterruptClass.FIXED_DATE, "Karin")
