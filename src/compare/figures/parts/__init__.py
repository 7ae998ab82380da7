"""What several charts share: the page, measured text, tables of cells, estimates, distributions, lanes."""
