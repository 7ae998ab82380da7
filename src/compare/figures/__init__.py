"""What one can see: an index table and Axes in, Axes out; headline, title and note around them.

    from compare.figures import figure, use_style
    figure("coverage_domain", tables, language="zh")

- `figure(name, tables, language, highlight, width)`: a finished figure; `CHARTS` holds all by name
- `find_chart(name)`: a chart with its table (`data`), its drawing on your own Axes (`draw`), the
  provisions behind its numbers (`evidence`) and its words (`title`)
- `use_style()`: Chinese letters, print sizes and safe PDF text for charts of your own
- `save_figure(figure, path, formats)`: PNG, SVG and PDF whose bytes stay the same

All words of figures are data, in `vocab/figures.csv` and `vocab/value_labels.csv`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.figures.catalogue import CHARTS as CHARTS
    from compare.figures.catalogue import figure as figure
    from compare.figures.catalogue import find_chart as find_chart
    from compare.figures.style import save_figure as save_figure
    from compare.figures.style import use_style as use_style

_WHERE = {
    "CHARTS": "compare.figures.catalogue",
    "figure": "compare.figures.catalogue",
    "find_chart": "compare.figures.catalogue",
    "save_figure": "compare.figures.style",
    "use_style": "compare.figures.style",
}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for: drawing takes a second to load."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
