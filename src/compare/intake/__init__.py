"""Take a file into a project: what it is, where the plan in it begins and ends, whose it is."""
