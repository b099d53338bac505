"""Progress on standard error, for people, and only when something takes more than a second."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Self

__all__ = ["Progress"]

PATIENCE = 1.0
"""Seconds of silence before progress is told."""


class Progress:
    """
    Tells what is done now; silent when standard error is no terminal, and in the first second.

    A single long step is told too: the last one is kept and written when the second is over.
    """

    def __init__(self) -> None:
        """Begin in silence."""
        self._line = ""
        self._told = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._speak)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the clock."""
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        """Take note of a step."""
        with self._lock:
            self._line = f"{done + 1}/{of} {what}"
            if self._told:
                self._write()

    def _speak(self) -> None:
        with self._lock:
            self._told = True
            self._write()

    def _write(self) -> None:
        sys.stderr.write(f"\r\x1b[K{self._line[:100]}")
        sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the clock and clear the line."""
        self._timer.cancel()
        with self._lock:
            if self._told:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
            self._told = False
