"""The Customers: how each stands, and the details of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from standup.domain.errors import NotFoundError, StandupError
from standup.domain.records import Customer
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words
from standup.tui.actions import Action, Scope, bindings
from standup.tui.asking.customers import ask_edit_customer, ask_plan
from standup.tui.detail import DetailBody
from standup.tui.host import Host
from standup.tui.keyed import KeyedModal
from standup.tui.legend import table
from standup.tui.page import HEIGHTS, WIDTHS, Page
from standup.tui.text import plain
from standup.tui.widgets.customers import CustomerHead, CustomerList, customer_glyphs
from standup.tui.widgets.header import HeaderLine
from standup.tui.widgets.rows import RowList
from standup.workspace.customer_views import CustomersView, Order, customer_detail, customers_view, in_order
from standup.workspace.customer_words import customer_sections


class CustomersScreen(Page):
    """All customers, most urgent first until another order is asked for."""

    CSS_PATH = "customers.tcss"
    NAME = "the Customers"
    MEANINGS: ClassVar[Mapping[str, str]] = {"open": "Details of the customer, with its history"}
    SCOPES: ClassVar[tuple[Scope, ...]] = (
        Scope.ONE_CUSTOMER,
        Scope.CUSTOMERS,
        Scope.LIST,
        Scope.FILTER,
        *Page.SCOPES,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.ONE_CUSTOMER, Scope.CUSTOMERS)]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.view: CustomersView | None = None
        self.order = Order.URGENCY
        self.shows_inactive = False
        self._wanted = ""
        """The customer to put the cursor on once the list is there."""

    def compose(self) -> ComposeResult:
        """Header, heading, the list and the keys."""
        rows = CustomerList()
        yield HeaderLine()
        yield CustomerHead(rows)
        yield rows
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin in the list."""
        self._list.focus()

    @property
    def _list(self) -> CustomerList:
        return self.query_one(CustomerList)

    @property
    def _customer(self) -> Customer | None:
        row = self._list.selected
        return row.customer if row else None

    def footer_actions(self) -> list[Action]:
        """The keys of this page, without the one that leads here."""
        return [action for action in super().footer_actions() if action.id != "customers"]

    def help_notes(self, width: int) -> Iterable[Content]:
        """What the glyphs mean."""
        return table("Glyphs", customer_glyphs())

    def read(self) -> None:
        """Read how the customers stand, and show it."""
        view = customers_view(self.host.workspace)
        if view != self.view:
            self.view = view
            when = day_words(view.today)
            header = self.query_one(HeaderLine)
            week, is_demo = Week.of(view.today), self.host.is_demo
            header.show(view.team, when, week, view.me, view.timer, demo=is_demo, on_duty=view.on_duty)
            self._arrange(view)
        if self._wanted:
            self._list.select(self._wanted)
            self._wanted = ""

    def _arrange(self, view: CustomersView) -> None:
        rows = [row for row in view.rows if row.customer.active or self.shows_inactive]
        self._list.update_view(view, in_order(rows, self.order))
        damaged = f"the file of {', '.join(map(shown, view.damaged))} is damaged" if view.damaged else ""
        words = " · ".join(filter(None, (damaged, self.order.value)))
        self._list.border_subtitle = plain(words)
        self.query_one(CustomerHead).refresh()

    def look_at(self, customer: str) -> None:
        """Put the cursor on a customer."""
        if self.is_mounted and self._list.filter:
            self._list.action_clear_filter()
        self._wanted = customer
        self.reload()

    def refusal(self, action: str) -> str | None:
        """Why a key cannot act now."""
        match action:
            case "edit_customer" if self._customer is None:
                return "no customer is selected; choose one with j and k"
            case "show_inactive" if self.view and all(row.customer.active for row in self.view.rows):
                return "every customer is active"
            case "order_customers" if self.view and not self.view.rows:
                return "there is no customer to sort"
        return None

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(RowList.Opened)
    def _opened(self) -> None:
        if self._customer is not None:
            self.app.push_screen(CustomerScreen(self.host, self._customer))

    def action_order_customers(self) -> None:
        """Sort by the next order."""
        self.order = self.order.following
        if self.view is not None:
            self._arrange(self.view)

    def action_show_inactive(self) -> None:
        """Show inactive customers too, or no longer."""
        self.shows_inactive = not self.shows_inactive
        if self.view is not None:
            self._arrange(self.view)
        self.refresh_keys()

    def action_plan_touchpoint(self) -> None:
        """Plan a touchpoint with the selected customer."""
        ask_plan(self.host, self._customer)

    def action_edit_customer(self) -> None:
        """Alter the selected customer."""
        if self._customer is not None:
            ask_edit_customer(self.host, self._customer)


class CustomerScreen(KeyedModal[None]):
    """All that is known of one customer; read anew when anything changes, and closed when the customer is gone."""

    CSS_PATH = "detail.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    NAME: ClassVar[str] = "a customer"
    SCOPES: ClassVar[tuple[Scope, ...]] = (
        Scope.DETAIL,
        Scope.ONE_CUSTOMER,
        Scope.TEXT,
        Scope.HISTORY,
        Scope.ALWAYS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DETAIL, Scope.ONE_CUSTOMER, Scope.TEXT)]

    def __init__(self, host: Host, customer: Customer) -> None:
        super().__init__()
        self.host = host
        self._customer = customer

    def compose(self) -> ComposeResult:
        """A box with the sections, which scrolls where they are too long, and the keys."""
        with Vertical(id="detail") as box:
            box.border_subtitle = "esc closes"
            with VerticalScroll():
                yield DetailBody()
            yield self.key_line()

    def on_mount(self) -> None:
        """Show it."""
        self.app.clear_notifications()
        self._read_anew()

    def reload(self) -> None:
        """Read the customer anew, unless the screen is not there yet, or no longer."""
        if self.is_mounted and self.is_running:
            self._read_anew()

    def _read_anew(self) -> None:
        try:
            detail = customer_detail(self.host.workspace, self._customer.id)
        except NotFoundError:
            self.notify("the customer that you looked at has been removed", severity="warning", markup=False)
            self.dismiss()
        except StandupError as error:
            self.host.complain(error)
        else:
            self._customer = detail.row.customer
            self.query_one("#detail").border_title = plain(self._customer.name)
            self.query_one(DetailBody).show(customer_sections(detail))
            self.refresh_keys()

    def action_close_detail(self) -> None:
        """Back to the Customers."""
        self.dismiss()

    def action_scroll_down(self) -> None:
        """A line down."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """A line up."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_plan_touchpoint(self) -> None:
        """Plan a touchpoint with this customer."""
        ask_plan(self.host, self._customer)

    def action_edit_customer(self) -> None:
        """Alter this customer."""
        ask_edit_customer(self.host, self._customer)
