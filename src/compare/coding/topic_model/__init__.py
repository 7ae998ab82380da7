"""The topic model: fitted to the coded plans, for plans that nobody has coded."""
