"""What is asked of a customer: their fields, and a new touchpoint with them."""

from __future__ import annotations

from standup.domain.records import Customer
from standup.tui.asking.rows import ask_new
from standup.tui.forms import RecordFormScreen
from standup.tui.host import Host
from standup.workspace.customer_form import CustomerForm
from standup.workspace.record_forms import TouchpointForm


def ask_plan(host: Host, customer: Customer | None) -> None:
    """Plan a touchpoint with a customer, or with one that the person names."""
    key = customer.id if customer else ""
    ask_new(host, lambda workspace: TouchpointForm(workspace, customer=key), lambda _: None)


def ask_edit_customer(host: Host, customer: Customer) -> None:
    """Alter a customer."""
    screen = host.attempt(lambda: RecordFormScreen(host, CustomerForm(host.workspace, customer)))
    if screen is not None:
        host.ask("Changed", screen)
