"""What both languages of the site share; `docs/en/conf.py` and `docs/zh/conf.py` take it and name theirs."""

from typing import Any

from compare import __version__

THEME = "sphinx_book_theme"
_TITLES = {"en": "fazhi-compare", "zh": "法治政府建设规划比较（fazhi-compare）"}
_CODE = {"en": ("Show the code", "Hide the code"), "zh": ("显示代码", "收起代码")}


def settings(language: str) -> dict[str, Any]:
    """Sphinx's settings for `en` or `zh`."""
    return {
        "project": "fazhi-compare",
        "author": "fazhi-compare contributors",
        "copyright": "fazhi-compare contributors; text CC BY 4.0, code MIT",
        "release": __version__,
        "version": __version__,
        "language": {"en": "en", "zh": "zh_CN"}[language],
        "extensions": ["myst_nb", "sphinx.ext.autodoc", "fazhi_docs.made"],
        "myst_enable_extensions": ["dollarmath", "substitution", "deflist"],
        "myst_heading_anchors": 3,
        "nb_execution_mode": "off",  # their outputs are committed
        "nb_code_prompt_show": _CODE[language][0],
        "nb_code_prompt_hide": _CODE[language][1],
        "html_math_renderer": "mathml",
        "html_theme": THEME,
        "html_title": _TITLES[language],
        "html_theme_options": {
            "article_header_start": ["toggle-primary-sidebar.html"],
            "article_header_end": ["language.html", "article-header-buttons.html"],
            "use_download_button": False,
            "home_page_in_toc": True,
            "show_toc_level": 2,
        },
        "html_context": {"other_language": {"en": "zh", "zh": "en"}[language]},
        "templates_path": ["../templates"],
        "html_static_path": ["../static"],
        "html_css_files": ["site.css"],
        "html_js_files": [("chinese-search.js", {"priority": 100})] if language == "zh" else [],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_last_updated_fmt": None,
        "default_role": "code",
        "autodoc_typehints": "signature",
        "autodoc_member_order": "bysource",
        "pygments_style": "sphinx",
    }
