"""Rules on indicators: what documents must give for them (CARD-05, CARD-09), and their kinds (IND)."""
