"""What one can see: one function a chart, table and Axes in, Axes out."""
