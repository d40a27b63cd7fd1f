"""A form: fields with their labels, what each of them means beside it, and choices that complete as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from standup.domain.change import Conflict
from standup.domain.conflicts import REPEAT
from standup.domain.errors import StandupError
from standup.tui.actions import Scope, bindings
from standup.tui.host import Host
from standup.tui.keyed import KeyedModal
from standup.tui.page import HEIGHTS, WIDTHS
from standup.tui.text import plain
from standup.tui.widgets.line import SafeInput
from standup.tui.widgets.prose import Prose
from standup.workspace.record_forms import Field, FieldError, RecordForm

_DEPENDENT = frozenset(["kind", "contact", "repeat"])
"""Fields whose meaning depends on what stands in others."""


class _Choices(Suggester):
    """Completes to the first choice that begins with what was typed, whatever the case."""

    def __init__(self, choices: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._choices = choices

    def completed(self, text: str) -> str | None:
        """The choice that a text begins; None where it begins none, or nothing is typed."""
        typed = text.casefold()
        return next((one for one in self._choices() if typed and one.casefold().startswith(typed)), None)

    async def get_suggestion(self, value: str) -> str | None:
        """The same."""
        return self.completed(value)


class FieldInput(SafeInput):
    """The input of one field; tab leaves it, and takes the choice that it offers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.field_after(True)", show=False),
        Binding("shift+tab", "screen.field_before", show=False),
    ]


class FormField(Vertical):
    """One field: its label, its input, and what its text means."""

    @dataclass
    class Changed(Message):
        """Its text is another one."""

        field: FormField

    def __init__(self, field: Field, value: str, choices: Callable[[], Sequence[str]]) -> None:
        super().__init__(classes="field")
        self.field = field
        self._value = value
        self._choices = _Choices(choices)

    def compose(self) -> ComposeResult:
        """Label and input, and the answer."""
        with Horizontal(classes="entry"):
            yield Static(Content(self.field.label), classes="label")
            if self.field.is_fixed:
                yield Static(plain(self._value, "bold"), classes="fixed")
            else:
                yield FieldInput(
                    self._value,
                    placeholder=self.field.hint,
                    suggester=self._choices,
                    compact=True,
                    select_on_focus=False,
                )
        yield Prose(classes="answer")

    @property
    def input(self) -> FieldInput:
        """The input; a fixed field has none."""
        return self.query_one(FieldInput)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self._value if self.field.is_fixed or not self.is_mounted else self.input.value

    def put(self, text: str) -> None:
        """Put another text into it, as if it had stood there from the start."""
        self._value = text
        if self.field.is_fixed:
            self.query_one(".fixed", Static).update(plain(text, "bold"))
        else:
            with self.input.prevent(Input.Changed):
                self.input.value = text

    def complete(self) -> None:
        """Take the choice that is offered."""
        found = self._choices.completed(self.text)
        if found is not None:
            self.input.value = found
            self.input.cursor_position = len(found)

    def say(self, words: str) -> None:
        """Tell what its text means."""
        self._answer().update(Content.assemble(("→ ", "$text-success"), (words, "$text-success")) if words else "")

    def complain(self, words: str, *, loud: bool = False) -> None:
        """Tell what is wrong with it."""
        self._answer().update(plain(words, "$text-error" if loud else "$text-warning"))

    def _answer(self) -> Static:
        return self.query_one(".answer", Static)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    @on(SafeInput.Right)
    def _right(self, event: SafeInput.Right) -> None:
        event.stop()
        self.complete()


class RecordFormScreen(KeyedModal[str]):
    """Asks for the fields of a record; its result is what was stored, in words."""

    CSS_PATH = "forms.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    NAME: ClassVar[str] = "the form"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.RECORD, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.RECORD)]

    def __init__(self, host: Host, form: RecordForm) -> None:
        super().__init__()
        self._host = host
        self._form = form
        self._start = form.start()
        self._draft = dict(host.drafts.get(form.draft, {}))
        values = self._start | self._draft
        self._fields = [FormField(field, values[field.name], self._choices_of(field.name)) for field in form.fields]
        self._early = ""
        self.record_id = ""
        """The record that was stored."""

    def _choices_of(self, field: str) -> Callable[[], Sequence[str]]:
        def choices() -> Sequence[str]:
            try:
                return self._form.choices(field, self._values)
            except StandupError:
                return ()  # what cannot be read is told when the form is stored

        return choices

    @property
    def _values(self) -> dict[str, str]:
        return {one.field.name: one.text for one in self._fields}

    def compose(self) -> ComposeResult:
        """The fields, what is wrong with all of them together, and the keys."""
        with Vertical(id="form") as box:
            box.border_title = Content(self._form.title)
            box.border_subtitle = "as you left it" if self._draft else ""
            with VerticalScroll(can_focus=False):
                yield from self._fields
            yield Prose(id="trouble")
            yield self.key_line()

    def on_mount(self) -> None:
        """Begin in the first field that is empty, an edit in the first; what was typed before it was there comes first.

        Typing takes the place of what an edit finds there: it is selected.
        """
        self.app.clear_notifications()
        writable = self._writable
        is_edit = self._form.is_edit
        begin = writable[0] if is_edit else next((one for one in writable if not one.text), writable[0])
        self.set_focus(begin.input)
        if is_edit and not self._draft:
            begin.input.action_select_all()
        if self._early:
            begin.input.replace(self._early, *sorted(begin.input.selection))
        for field in writable:
            self._answer(field)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the fields are there."""
        if self.focused is None and event.character and event.is_printable:
            event.stop()
            self._early += event.character
            return
        super().on_key(event)

    @property
    def _writable(self) -> list[FormField]:
        return [one for one in self._fields if not one.field.is_fixed]

    @property
    def _current(self) -> int:
        """The index of the field with the focus among those that can be written into."""
        return next((index for index, one in enumerate(self._writable) if one.input.has_focus), 0)

    @on(FormField.Changed)
    def _changed(self, event: FormField.Changed) -> None:
        self.query_one("#trouble", Static).update("")
        for one in self._writable:
            if one is event.field or one.field.name in _DEPENDENT:
                self._answer(one)

    def _answer(self, field: FormField) -> None:
        try:
            field.say(self._form.check(field.field.name, self._values))
        except StandupError as error:
            if field.text.strip():
                field.complain(str(error))
            else:
                field.say("")  # nobody has typed there yet; saving would say so

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._current == len(self._writable) - 1:
            self.action_save_form()
        else:
            self.action_field_after()

    def action_field_after(self, completes: bool = False) -> None:
        """To the next field; with `completes`, the choice that this one offers is taken."""
        here = self._current
        if completes:
            self._writable[here].complete()
        self._go_to(here + 1)

    def action_field_before(self) -> None:
        """To the field before."""
        self._go_to(self._current - 1)

    def _go_to(self, index: int) -> None:
        fields = self._writable
        meant = self._form.tidied(self._values)
        for one in fields:
            if one.text != meant[one.field.name]:
                one.put(meant[one.field.name])
                self._answer(one)
        self.set_focus(fields[index % len(fields)].input)

    def action_save_form(self) -> None:
        """Store the fields; where one is wrong, say so there and go to it."""
        try:
            saved = self._form.save(self._values)
        except FieldError as error:
            field = next(one for one in self._fields if one.field.name == error.field)
            field.complain(str(error), loud=True)
            if not field.field.is_fixed:
                self.set_focus(field.input)
        except Conflict as error:
            self._meet(error)
        except StandupError as error:
            self._trouble(str(error))
        else:
            self._host.drafts.pop(self._form.draft, None)
            self.record_id = saved.record_id if saved else ""
            self.dismiss(saved.words if saved else "")

    def _meet(self, conflict: Conflict) -> None:
        """Show what others have made of the record, keep what was typed here, and let it be saved over theirs."""
        before, typed = self._start, self._values
        if not self._form.rebase(conflict):
            self._trouble(str(conflict))
            return
        self._start = self._form.start()
        for one in self._fields:
            name = one.field.name
            if typed[name].strip() == before[name].strip() != self._start[name].strip():
                one.put(self._start[name])
        for one in self._writable:
            self._answer(one)
        self._trouble(f"{str(conflict).removesuffix(REPEAT)}. What you typed is still here; save again to store it")

    def _trouble(self, words: str) -> None:
        self.query_one("#trouble", Static).update(plain(words, "$text-error"))

    def action_leave_form(self) -> None:
        """Close; what was typed is there again when the form is opened next."""
        typed = {name: text for name, text in self._values.items() if text.strip() != self._start[name].strip()}
        if typed:
            self._host.drafts[self._form.draft] = typed
        else:
            self._host.drafts.pop(self._form.draft, None)
        self.app.pop_screen()
        if typed:
            self._host.tell("Not stored", "what you typed is there again when you open this form")
