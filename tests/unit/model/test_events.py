"""Events of documents: every one the schedule needs has a word, both languages are read, one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from regplan import dumps, loads, read
from regplan.errors import RecordError
from regplan.law import current
from regplan.model import Document
from regplan.model.events import EVENTS, event_label, read_event

FILE = "dokumen: [{{id: d, jenis: RPJMD, peristiwa: {{{}}}}}]"


def test_schedule_is_writable() -> None:
    """Every event of the schedule, and every one it counts from, can be written in a file in Indonesian."""
    told = {one.event for one in current().schedule} | {
        one.anchor for one in current().schedule if isinstance(one.anchor, str)
    }
    assert told - {"quarter_reported", "quarter_end"} <= EVENTS.keys()
    assert {f"quarter_{number}_reported" for number in (1, 2, 3, 4)} <= EVENTS.keys()


def test_words_are_one_to_one() -> None:
    """No two events share a word, and no word of one is the name of another."""
    assert len(set(EVENTS.values())) == len(EVENTS)
    assert not (set(EVENTS.values()) & EVENTS.keys()) - {name for name, word in EVENTS.items() if name == word}


@pytest.mark.parametrize("event", EVENTS)
def test_read_in_both_languages(event: str) -> None:
    """An event is read by both its words, and keeps its English name."""
    for word in (event, EVENTS[event], EVENTS[event].upper().replace("_", " ")):
        (document,) = loads(FILE.format(f"{word}: 2026-01-05")).documents
        assert document.events == {event: "2026-01-05"}


def test_written_in_indonesian() -> None:
    """YAML writes the Indonesian word and canonical JSON the English; both are read back as the same plan."""
    plan = loads(FILE.format("inauguration: 2025-02-20, x-rapat: null"))
    text = dumps(plan, format="yaml").decode()
    assert "pelantikan" in text
    assert "inauguration" not in text
    assert loads(text) == loads(dumps(plan, format="json")) == plan


def test_two_words_for_one_event(tmp_path: Path) -> None:
    """An event under both its words is a finding in a file, and refused in code: nobody knows which day holds."""
    file = tmp_path / "rencana.yaml"
    file.write_text(FILE.format("pelantikan: 2025-02-20, inauguration: 2025-02-21"), encoding="utf-8")
    reading = read(file)
    assert [one.code for one in reading.findings] == ["FILE-07"]
    with pytest.raises(RecordError, match="same event"):
        Document(id="d", kind="RPJMD", events={"pelantikan": "2025-02-20", "inauguration": "2025-02-21"})


def test_unknown_stays_as_it_is() -> None:
    """A word that is none is kept for the rule on events to find, and not mended."""
    assert read_event("pelantkan") == "pelantkan"
    assert Document(id="d", kind="RPJMD", events={"pelantkan": None}).events == {"pelantkan": None}


def test_labels_are_in_both_languages() -> None:
    """Messages name an event by its own word in each language, abbreviations in capitals."""
    assert (event_label("rpjmd_enacted").id, event_label("rpjmd_enacted").en) == ("penetapan RPJMD", "RPJMD enacted")
