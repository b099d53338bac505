"""Rules on OPD: the organisation of a region, and what OPD ask of each other."""
