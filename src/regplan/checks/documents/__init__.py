"""Rules on documents as such: their events and deadlines, their changes, their versions, the stages of a budget."""
