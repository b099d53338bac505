"""What counts as what: current with its source, refused with every fault."""

from __future__ import annotations

import copy
import json
from typing import Any, get_args

import pytest

import compile_law
from regplan.errors import LawError, UnknownNameError
from regplan.law import Law, current
from regplan.law.counting import counting_faults
from regplan.model.words import Nomenclature
from regplan.values.account import account_parts
from regplan.values.code import parse_code

DATA: dict[str, Any] = json.loads(compile_law.TARGET.read_text(encoding="utf-8"))["counting"]


def test_words_are_told_apart() -> None:
    """Each subject has a word of its own, so that a declaration says one thing."""
    words = [one.word for one in current().counting.subjects.values()]
    assert len(words) == len(set(words))
    assert not any(word.startswith("bukan-") for word in words)


def test_codes_and_accounts_can_be_read() -> None:
    """Every code is one of the nomenclature and every account one of the chart, and every version is known."""
    counting = current().counting
    for subject in counting.subjects.values():
        assert all(parse_code(one.code) for one in subject.codes)
        assert all(account_parts(one) for one in (*(by.code for by in subject.accounts), *subject.only, *subject.less))
        assert subject.part_of is None or subject.part_of in counting.subjects
    assert set(counting.numbers) == {"older", *get_args(Nomenclature)}
    assert set(counting.fund_accounts) <= set(current().funds)


def test_numbers_agree_with_the_lists() -> None:
    """Where the law has the list of fungsi of a version, the numbers are those of that list."""
    law = current()
    for version, codes in law.fungsi.items():
        assert sorted(law.counting.numbers[version].values()) == list(codes)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("subjects", "education", "fungsi"), "pendidikan", "fungsi is one of"),
        (("subjects", "health", "codes", "1.02", "how"), "maybe", "how is one of counts, may"),
        (("subjects", "health", "codes", "1.02", "confidence"), "sure", "confidence is one of"),
        (("subjects", "health", "kode"), {}, "unknown key 'kode'"),
        (("fungsi", "fields", "1.01", "fungsi"), "school", "fungsi is one of"),
        (("fungsi", "numbers", "older", "codes"), {"school": "10"}, "codes is one of"),
        (("menu",), {}, "unknown key 'menu'"),
    ],
)
def test_faults_are_named(path: tuple[str, ...], value: object, told: str) -> None:
    """A wrong word or key is named with its place."""
    data = copy.deepcopy(DATA)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert any(told in fault for fault in counting_faults(data))


def test_law_refuses_them() -> None:
    """The law is not built from data with such faults."""
    data = json.loads(compile_law.TARGET.read_text(encoding="utf-8"))
    del data["counting"]["subjects"]["health"]["word"]
    with pytest.raises(LawError, match="counting health: word missing"):
        Law.from_data(data)


def test_unknown_subject() -> None:
    """A subject that there is not is named with near matches."""
    with pytest.raises(UnknownNameError, match="educatoin"):
        current().counting.subject("educatoin")
