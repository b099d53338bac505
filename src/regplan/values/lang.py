"""Text in the two languages regplan speaks."""

from __future__ import annotations

import locale
import os
from typing import Literal

import attrs

__all__ = ["Bilingual", "Lang", "default_lang"]

Lang = Literal["id", "en"]


@attrs.frozen
class Bilingual:
    """
    One text in Indonesian and English.

    Example:
        >>> Bilingual("tujuan", "goal").text("en")
        'goal'
    """

    id: str
    en: str

    def text(self, lang: Lang) -> str:
        """Return the text in *lang*."""
        return self.id if lang == "id" else self.en

    def filled(self, facts: dict[str, tuple[str, str]]) -> Bilingual:
        """Return the text with its ``{places}`` filled from *facts*, each given in both languages."""
        return Bilingual(
            self.id.format_map({name: both[0] for name, both in facts.items()}),
            self.en.format_map({name: both[1] for name, both in facts.items()}),
        )


def default_lang() -> Lang:
    """Choose the language of messages: English where the locale says so, else Indonesian (architecture §3)."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name:
        name = locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "id"
