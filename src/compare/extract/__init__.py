"""A sentence -> times, targets, bodies, citations, by `find_x(text)`; a plan -> the outline it follows."""
