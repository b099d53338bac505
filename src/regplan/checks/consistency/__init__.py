"""Rules on money and programs from document to document (regulations §2.4; methods A1)."""
