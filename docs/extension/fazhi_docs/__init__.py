"""Makes the pages of the documentation that follow from code and data: nothing on them is typed twice."""
