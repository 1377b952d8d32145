"""What an editor is told about a post: a problem, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.editor.place import printable

if TYPE_CHECKING:
    from bot.core.sighting import Problem


class Severity(StrEnum):
    """Whether the alert goes out as meant all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem of a post; an error keeps its alert from going out as meant, a warning does not."""

    severity: Severity
    problem: Problem

    @property
    def is_error(self) -> bool:
        """Return whether the alert would not go out as meant."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        """Return `where:line: severity: what. remedy`, as editors and CI know it from compilers."""
        problem = self.problem
        place = problem.where if problem.line is None else f"{problem.where}:{problem.line}"
        return f"{place}: {self.severity}: {problem.what}. {problem.remedy}"

    def found_in(self, path: str, name: str) -> Remark:
        """Return the remark with the file at `path` named as whoever asked named it, so that an editor can open it."""
        problem = self.problem
        return replace(self, problem=replace(problem, where=name)) if problem.where == path else self

    def record(self) -> dict[str, Any]:
        """Return the remark as JSON says it."""
        problem = self.problem
        return {
            "line": problem.line,
            "what": problem.what,
            "remedy": problem.remedy,
            "severity": self.severity,
            "where": printable(problem.where),
        }
