"""What a reader did not keep as it was."""

from __future__ import annotations

from typing import Any

import attrs

from regplan.diagnostics.finding import Where
from regplan.model.loss_words import in_both
from regplan.values.lang import Lang

__all__ = ["Loss"]


@attrs.frozen(kw_only=True)
class Loss:
    """
    Something a reader dropped, defaulted, guessed or mended, so that nothing is lost in silence.

    Attributes:
        kind: ``dropped``, ``defaulted``, ``guessed``, ``mended``, ``scrubbed`` (personal data taken out), or
            ``unpaired`` (values of which nobody knows whose they are).
        what: The key, row or file. Prose, as ``row: stands twice``, is English here, as it is in ``got`` and ``kept``: a word that
            programs may compare; ``text`` says it in either language.
        got: What stood there.
        kept: What the plan has instead; None where it has nothing.
        where: The place in the file.
    """

    kind: str
    what: str
    got: str
    kept: str | None = None
    where: Where | None = None

    def text(self, lang: Lang) -> str:
        """
        Say what was lost, what stood there, and what the plan has instead.

        Example:
            >>> Loss(kind="dropped", what="row", got="'the heads again'").text("id")
            "baris: 'kepala tabel lagi'"
        """
        kept = "" if self.kept is None else f" → {in_both(self.kept).text(lang)}"
        return f"{in_both(self.what).text(lang)}: {in_both(self.got).text(lang)}{kept}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data; ``said`` has in both languages what of it is prose, and is left out where nothing is."""
        where = self.where.to_dict() if self.where else None
        data: dict[str, Any] = {
            "kind": self.kind,
            "what": self.what,
            "got": self.got,
            "kept": self.kept,
            "where": where,
        }
        parts = {key: in_both(text) for key in ("what", "got", "kept") if (text := data[key]) is not None}
        said = {key: {"id": one.id, "en": one.en} for key, one in parts.items() if one.id != one.en}
        return {**data, "said": said} if said else data
