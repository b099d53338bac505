"""Rules on the structure of a plan: cardinality, components of documents, nomenclature codes."""
