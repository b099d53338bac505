"""Stages of a budget: what it takes to move money, and what is refused."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import compile_law
from regplan.errors import LawError, NoValueError, UnknownNameError
from regplan.law import Stages, current

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("between", "by", "approver"),
    [
        ("program", "apbd_change", "kepala daerah dan DPRD"),
        ("sub_activity", "apbd_change", "kepala daerah dan DPRD"),
        ("object", "penjabaran_change", "sekretaris daerah"),
        ("detail", "penjabaran_change", "PPKD"),
        ("description", "dpa_change", "PA, KPA atau PPKD"),
    ],
)
def test_what_a_move_takes(between: str, by: str, approver: str) -> None:
    """Money moves by the instrument of STG-01 to STG-05, and with their approver."""
    found = current().stages.change(between, DAY)
    assert (found.by, found.approver) == (by, approver)


def test_confidence_of_the_parts() -> None:
    """What PP 12/2019 says is primary, what comes from Permendagri 77/2020 is not."""
    stages = current().stages
    assert stages.change("program", DAY).confidence == "primary"
    assert stages.change("sub_activity", DAY).confidence == "recalled_strong"
    assert stages.change("sub_detail", DAY).confidence == "press"


def test_before_the_law_and_beside_it() -> None:
    """Before the regulation there is no answer, and a misspelt move comes with a near one."""
    with pytest.raises(NoValueError, match="known from 2019-03-12 on"):
        current().stages.change("program", date(2019, 3, 11))
    with pytest.raises(UnknownNameError) as caught:
        current().stages.change("programme", DAY)
    assert caught.value.near[0] == "program"


def test_rules_of_the_stages() -> None:
    """STG-06 to STG-16 are there, each with the stages it is for."""
    rules = current().stages.rules
    assert list(rules) == [f"STG-{number:02}" for number in range(6, 17)]
    assert rules["STG-08"].at == ("change",)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: data.update(extra={}), "unknown key 'extra'"),
        (lambda data: data["stages"].pop("shift"), "stages are original, shift"),
        (lambda data: data["moves"].pop("unit"), "moves between unit missing"),
        (lambda data: data["moves"].update(opd=data["moves"]["unit"]), "a move is one of agency"),
        (lambda data: data["moves"]["unit"].update(by="perda"), "by is one of apbd_change"),
        (lambda data: data["rules"]["STG-06"].update({"at": ["murni"]}), "at is one of original"),
        (lambda data: data["rules"]["STG-06"].pop("article"), "article missing"),
        (lambda data: data["rules"]["STG-06"].update({"from": "2019-02-30"}), "is no date"),
        (lambda data: data.update(rules=[]), "rules is a mapping"),
    ],
)
def test_spoilt_stages_are_refused(spoil: Callable[[Any], Any], words: str) -> None:
    """Unknown keys, words and days are refused."""
    data = copy.deepcopy(compile_law.read(compile_law.DATA / "stages.yaml"))
    Stages.from_data(data)
    spoil(data)
    with pytest.raises(LawError) as caught:
        Stages.from_data(data)
    assert words in str(caught.value)
