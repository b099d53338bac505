"""Files to plans and back; the only place that opens a file."""

from regplan.io.reading import Format, Progress, Reading, dumps, load, loads, read, read_records, save

__all__ = ["Format", "Progress", "Reading", "dumps", "load", "loads", "read", "read_records", "save"]
