"""A page for each module of ``gongjian.methods``, for Sphinx to fill from its docstrings."""

from __future__ import annotations

import pkgutil
from pathlib import Path

from gongjian import methods

PAGE = """# {name}

```{{eval-rst}}
.. automodule:: gongjian.methods.{name}
   :members:
```
"""


def write_pages(folder: Path) -> None:
    """Write the pages anew; one whose module is gone goes."""
    folder.mkdir(exist_ok=True)
    wanted = {
        f"{one.name}.md": PAGE.format(name=one.name)
        for one in pkgutil.iter_modules(methods.__path__)
    }
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
