"""The playbooks that come with the app, and those of a team that go before them."""

from __future__ import annotations

from pathlib import Path

from standup.domain.errors import StandupError
from standup.domain.playbooks import STAGES, Playbook, read_playbook
from standup.domain.text import shown
from standup.domain.touchpoints import KINDS

SHIPPED = Path(__file__).parent / "playbooks"
_MOST_BYTES = 100_000


class Shelf:
    """Playbooks by kind and by stage: `kinds/call.md` and `stages/demo.md`, the team's own before the app's."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        """The team's own, which need not exist and may hold only some."""

    def of(self, kind: str, stage: str = "") -> list[Playbook]:
        """The playbook of a kind, and that of a stage where one is said; raises StandupError that names a bad file."""
        wanted = [("kinds", kind, KINDS), ("stages", stage, STAGES)]
        return [self._read(group, name) for group, name, known in wanted if name in known]

    def _read(self, group: str, name: str) -> Playbook:
        places = [folder / group / f"{name}.md" for folder in (self._folder, SHIPPED) if folder is not None]
        for path in places:
            try:
                with path.open("rb") as file:
                    data = file.read(_MOST_BYTES + 1)
                return read_playbook(data[:_MOST_BYTES].decode("utf-8-sig"), name)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except UnicodeDecodeError:
                raise StandupError(f"{shown(str(path))} is not UTF-8; save it in that encoding") from None
            except OSError as error:
                raise StandupError(f"cannot read {shown(str(path))}: {error.strerror}") from None
        return Playbook(name, "", ())
