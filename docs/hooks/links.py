"""For the site: patterns are listed page by page; links that lead out into the code are checked and shown as paths."""

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

_OUT = re.compile(r"\[([^\]]+)\]\((\.\./[^)#]+)\)")
_ROOT = Path(__file__).resolve().parents[2]


def on_config(config: Any) -> Any:
    """The navigation with every page that its patterns (``rules/*.md``) name."""
    config.nav = _listed(config.nav)
    return config


def _listed(entries: list[Any]) -> list[Any]:
    found = []
    for entry in entries:
        ((title, target),) = entry.items()
        if isinstance(target, list):
            found.append({title: _listed(target)})
        elif "*" in target:
            pages = sorted((_ROOT / "docs").glob(target), key=lambda path: (path.name != "README.md", path.name))
            found.append({title: [str(page.relative_to(_ROOT / "docs")) for page in pages]})
        else:
            found.append(entry)
    return found


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """The page's text without links that the site cannot follow. Raises `PluginError` where one leads nowhere."""
    folder = Path(page.file.abs_src_path).parent

    def shown(link: re.Match[str]) -> str:
        target = (folder / link[2]).resolve()
        if target.is_relative_to(_ROOT / "docs"):
            return link[0]
        if not target.exists():
            raise PluginError(f"{page.file.src_uri}: {link[2]} leads nowhere")
        return f"{link[1]} (`{target.relative_to(_ROOT)}`)"

    return _OUT.sub(shown, markdown)
