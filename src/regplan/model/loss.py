"""What a reader did not keep as it was."""

from __future__ import annotations

from typing import Any

import attrs

from regplan.diagnostics.finding import Where

__all__ = ["Loss"]


@attrs.frozen(kw_only=True)
class Loss:
    """
    Something a reader dropped, defaulted, guessed or mended, so that nothing is lost in silence.

    Attributes:
        kind: ``dropped``, ``defaulted``, ``guessed``, ``mended``, ``scrubbed`` (personal data taken out), or
            ``unpaired`` (values of which nobody knows whose they are).
        what: The key, row or file.
        got: What stood there.
        kept: What the plan has instead; None where it has nothing.
        where: The place in the file.
    """

    kind: str
    what: str
    got: str
    kept: str | None = None
    where: Where | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        where = self.where.to_dict() if self.where else None
        return {"kind": self.kind, "what": self.what, "got": self.got, "kept": self.kept, "where": where}
