"""How right Nightlatch is about whose data a store holds, on tables whose truth is known."""
