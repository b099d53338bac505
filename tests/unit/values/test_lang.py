"""Two languages: which one speaks, and how texts are filled."""

from __future__ import annotations

import pytest

from regplan.values.lang import Bilingual, default_lang


@pytest.mark.parametrize(
    ("locale", "lang"), [("en_US.UTF-8", "en"), ("EN", "en"), ("id_ID.UTF-8", "id"), ("C.UTF-8", "id"), ("de_DE", "id")]
)
def test_default_follows_the_locale(locale: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """English where the locale says so, else Indonesian."""
    monkeypatch.setenv("LC_ALL", locale)
    assert default_lang() == lang


def test_locale_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """LC_ALL goes before LC_MESSAGES, that before LANG; an empty one says nothing."""
    monkeypatch.setenv("LANG", "id_ID")
    monkeypatch.setenv("LC_MESSAGES", "en_GB")
    monkeypatch.setenv("LC_ALL", "")
    assert default_lang() == "en"


@pytest.mark.parametrize(
    ("name", "lang"), [("en_GB", "en"), ("English_United States", "en"), ("Indonesian_Indonesia", "id"), (None, "id")]
)
def test_without_variables(name: str | None, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no variable says anything, as on Windows, the locale of the process does; without one it is Indonesian."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (name, "UTF-8"))
    assert default_lang() == lang


def test_filled_in_both_languages() -> None:
    """Each language is filled with its own words."""
    text = Bilingual("{got} tujuan", "{got} goals").filled({"got": ("dua", "two")})
    assert (text.text("id"), text.text("en")) == ("dua tujuan", "two goals")
