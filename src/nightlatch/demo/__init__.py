"""The synthetic leak, and the throw-away servers it is shown in."""
