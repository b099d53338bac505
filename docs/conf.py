"""Sphinx settings: python -m sphinx -q -W --keep-going -b html docs OUT."""

from __future__ import annotations

project = "regplan"
author = "The regplan founders"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "regplan"

myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # the page of file problems shows broken YAML and JSON on purpose

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "none"  # fields and their meaning stand in the docstrings, their types in the glossary
napoleon_use_ivar = True
