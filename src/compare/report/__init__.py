"""Everything in reports/: notebooks, figures, tables and the page that leads to them."""
