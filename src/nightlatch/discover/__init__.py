"""Which of the endpoints that a scope lists answer at all (sweep), and which store answers there (identify)."""
