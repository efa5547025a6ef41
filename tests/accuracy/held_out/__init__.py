"""Tables that nobody tunes on: only their scores are printed."""
