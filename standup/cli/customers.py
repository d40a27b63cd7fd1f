"""`standup customer`: add, list and edit customers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from standup.cli.context import Context
from standup.cli.parsing import add_clear
from standup.domain.cadence import cadence_days, cadence_of
from standup.domain.playbooks import STAGES, stage_of
from standup.domain.text import shown

_EXAMPLE = """examples:
  standup customer add acme --name "Acme Corp" --contact 'Jane Doe, +49 30 901820, jane@acme.example'
  standup customer add globex --name Globex --every 14d --at-most 30d     meet them every two weeks
"""

_ORDERS = {"urgency": "URGENCY", "contact": "CONTACT", "name": "NAME"}
"""How customers can be listed, by the names of `customer_views.Order`."""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its subcommands."""
    actions = parser.add_subparsers(metavar="ACTION")
    add = actions.add_parser(
        "add", help="add a customer", description="Add a customer under a short key.", epilog=_EXAMPLE
    )
    add.add_argument("key", help="short key, such as acme")
    add.add_argument("--name", help="full name; the key where it is not given")
    add.add_argument("--contact", metavar="'NAME, PHONE, E-MAIL'", help="a contact person")
    add.add_argument("--notes", default="", help="anything worth knowing")
    _care_options(add)
    add.set_defaults(run=_add)
    listing = actions.add_parser(
        "list",
        help="list customers and how they stand",
        description="List customers: last contact, cadence, next step, who knows them.",
    )
    listing.add_argument("--inactive", action="store_true", help="inactive ones too")
    listing.add_argument("--order", choices=sorted(_ORDERS), default="name", help="by name where it is not given")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list)
    show = actions.add_parser(
        "show",
        help="one customer and what was done with them",
        description="Show one customer: contact persons, cadence, next steps, who knows them, and what was done.",
        epilog="example: standup customer show acme",
    )
    show.add_argument("customer", help="key or name")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=_show)
    edit = actions.add_parser("edit", help="alter a customer", description="Alter a customer.")
    edit.add_argument("customer", help="key or name")
    edit.add_argument("--name")
    edit.add_argument("--contact", metavar="'NAME, PHONE, E-MAIL'", help="add a contact person, or replace by name")
    edit.add_argument("--without", metavar="NAME", help="remove a contact person")
    edit.add_argument("--notes")
    _care_options(edit)
    add_clear(edit, ("every", "at-most", "stage", "notes", "matches"))
    state = edit.add_mutually_exclusive_group()
    state.add_argument("--active", dest="active", action="store_const", const=True)
    state.add_argument("--inactive", dest="active", action="store_const", const=False)
    edit.set_defaults(run=_edit, active=None)


def _care_options(parser: ArgumentParser) -> None:
    parser.add_argument("--every", metavar="DAYS", help="meet them so often, counted from the last contact: 14d, 2w")
    parser.add_argument("--at-most", metavar="DAYS", help="and never later than that: 30d")
    parser.add_argument("--stage", help=f"where the business stands: {', '.join(STAGES)}; none")


def _add(args: Namespace, context: Context) -> None:
    from standup.workspace.customers import add_customer, contact_of

    contacts = () if args.contact is None else (contact_of(args.contact),)
    cadence = cadence_of(_days(args.every), _days(args.at_most))
    customer = add_customer(
        context.workspace,
        args.key,
        name=args.name,
        contacts=contacts,
        notes=args.notes,
        cadence=cadence,
        stage=stage_of(args.stage or ""),
    )
    often = f", {cadence}" if cadence else ""
    context.out.line(f"Added customer {shown(customer.name)}{often}; log time with @{customer.id}")


def _days(text: str | None) -> int | None:
    return None if text is None else cadence_days(text)


def _list(args: Namespace, context: Context) -> None:
    from standup.workspace.customer_views import Order, customers_view, in_order
    from standup.workspace.customer_words import cadence_words, known_by_words, step_words

    view = customers_view(context.workspace)
    order = Order[_ORDERS[args.order]]
    rows = in_order((one for one in view.rows if one.customer.active or args.inactive), order)
    if args.json:
        from standup.cli.details import customer_fields

        context.out.json([customer_fields(one, view.today) for one in rows])
    elif not rows:
        context.out.line('No customers yet; add one with `standup customer add acme --name "Acme Corp"`')
    else:
        context.out.table(
            ("KEY", "NAME", "LAST CONTACT", "CADENCE", "STAGE", "NEXT STEP", "OPEN", "KNOWN BY", ""),
            (
                (
                    one.customer.id,
                    one.customer.name,
                    one.contact,
                    cadence_words(one) if one.cadence else "-",
                    one.customer.stage or "-",
                    step_words(one, view.today),
                    str(one.open),
                    known_by_words(one) or "-",
                    "" if one.customer.active else "inactive",
                )
                for one in rows
            ),
            right=(6,),
        )
    for name in () if args.json else view.damaged:
        context.out.line(f"The open touchpoints of {shown(name)} cannot be read; see `standup doctor`")


def _show(args: Namespace, context: Context) -> None:
    from standup.cli.details import show_customer

    show_customer(context, args.customer, as_json=args.json)


def _edit(args: Namespace, context: Context) -> None:
    from standup.workspace.customers import contact_of, edit_customer

    customer = edit_customer(
        context.workspace,
        args.customer,
        contact=None if args.contact is None else contact_of(args.contact),
        without=args.without,
        name=args.name,
        clear=args.clear,
        notes=args.notes,
        active=args.active,
        cadence_ideal=_days(args.every),
        cadence_max=_days(args.at_most),
        stage=None if args.stage is None else stage_of(args.stage),
    )
    context.out.line(f"Changed customer {shown(customer.name)}")
