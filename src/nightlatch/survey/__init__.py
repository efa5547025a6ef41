"""Reading a store's contents and counting what is in them; values live here, in memory, and die here."""
