"""Tables that are tuned on."""
