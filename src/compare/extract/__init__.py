"""A sentence -> times, targets, bodies, citations; a plan -> the outline it follows."""
