"""Importing regplan loads nothing heavy, and everything public is there, named and documented."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import regplan

HEAVY = {"numpy", "networkx", "pint", "yaml", "msgspec", "hypothesis", "click", "attrs", "attr"}
MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(regplan.__path__, "regplan.")
    if info.name != "regplan.__main__" and not any(part.startswith("_") for part in info.name.split("."))
)


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    told = f"{code}\nimport sys, json; print(json.dumps(list(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(Path(regplan.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, timeout=60, env=environment)
    return set(json.loads(done.stdout))


def test_import_loads_nothing_heavy() -> None:
    """``import regplan`` loads no library and none of its own stages; they come with the first name that needs them."""
    modules = loaded("import regplan")
    assert modules & HEAVY == set()
    assert {name for name in modules if name.startswith("regplan.")} == set()


def test_model_needs_no_numbers_or_graphs() -> None:
    """Building a plan loads neither numpy nor networkx; reading one loads numpy, for the proof of a canonical file, alone."""
    assert loaded("import regplan; regplan.Plan()") & {"numpy", "networkx", "yaml", "msgspec", "click"} == set()
    assert loaded("import regplan; regplan.loads('judul: x')") & {"networkx", "pint", "hypothesis"} == set()


def test_check_needs_no_graph() -> None:
    """Checking a plan loads neither networkx nor the command line."""
    assert loaded("import regplan; regplan.check(regplan.Plan())") & {"networkx", "hypothesis", "click"} == set()


@pytest.mark.parametrize("name", regplan.__all__)
def test_public_name(name: str) -> None:
    """Every public name is there, the same on every access, and documented."""
    thing = getattr(regplan, name)
    assert thing is getattr(regplan, name)
    assert inspect.getdoc(thing)


def test_dir() -> None:
    """``dir`` lists the public names; ``__all__`` is sorted and has none twice."""
    assert set(regplan.__all__) <= set(dir(regplan))
    assert sorted(set(regplan.__all__)) == list(regplan.__all__)


def test_unknown_attribute() -> None:
    """A name that is not there is an AttributeError that says so."""
    with pytest.raises(AttributeError, match="no attribute 'plann'"):
        _ = regplan.plann


@pytest.mark.parametrize("name", MODULES)
def test_module(name: str) -> None:
    """A public module is documented, and so is each function, class and public method of its ``__all__``."""
    module = importlib.import_module(name)
    assert module.__doc__
    for public in getattr(module, "__all__", ()):
        thing = getattr(module, public)
        if not (inspect.isfunction(thing) or (inspect.isclass(thing) and thing.__module__.startswith("regplan"))):
            continue
        assert inspect.getdoc(thing), f"{name}.{public}"
        for method, value in vars(thing).items() if inspect.isclass(thing) else ():
            bare = inspect.isfunction(value) and not value.__name__.startswith("_") and not value.__doc__
            assert not bare, f"{name}.{public}.{method}"


@pytest.mark.parametrize("name", MODULES)
def test_all_is_stated(name: str) -> None:
    """A public module with definitions of its own states ``__all__``."""
    module = importlib.import_module(name)
    own = [
        thing
        for word, thing in vars(module).items()
        if not word.startswith("_") and getattr(thing, "__module__", None) == name and callable(thing)
    ]
    assert not own or hasattr(module, "__all__")
