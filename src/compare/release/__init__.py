"""A release of a project: one archive with its tables, what they mean, what moved, and how to cite them."""
