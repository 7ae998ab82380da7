"""The project's vocabularies as data files, each row with its own examples."""
