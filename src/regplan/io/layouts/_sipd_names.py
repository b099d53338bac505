"""By what names the yearly tables of SIPD are known, of wp-sipd and SIPD-RI alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["CHILDREN", "LINES", "child_of"]

LINES: Final = frozenset(("data_sub_keg_bl", "sub_keg_bl", "sub_bl", "bl_sub_giat"))
CHILDREN: Final[Mapping[str, str]] = {
    "data_sub_keg_indikator": "output",
    "sub_keg_indikator": "output",
    "output_bl": "output",
    "data_keg_indikator_hasil": "result",
    "sub_keg_indikator_hasil": "result",
    "hasil_bl": "result",
    "data_output_giat_sub_keg": "activity_output",
    "output_giat": "activity_output",
    "data_capaian_prog_sub_keg": "achievement",
    "capaian_prog_sub_keg": "achievement",
    "capaian_bl": "achievement",
    "data_dana_sub_keg": "fund",
    "sumber_dana": "fund",
    "dana_sub_bl": "fund",
    "data_lokasi_sub_keg": "place",
    "lokasi_sub_keg": "place",
    "detil_lokasi_bl": "place",
    "data_tag_sub_keg": "tag",
    "tag_sub_keg": "tag",
    "tag_bl": "tag",
    "label_bl": "tag",
}
"""By name of a table or list, what its rows are."""


def child_of(name: str) -> str | None:
    """
    Say what the rows of a table are, by its name; a list inside a list is named by its last part.

    Example:
        >>> child_of("data_dana_sub_keg"), child_of("data.sumber_dana"), child_of("data_rpjmd_visi")
        ('fund', 'fund', None)
    """
    return CHILDREN.get(name.rpartition(".")[2])
