"""Whether the files of the package are as they were installed, by the hashes that the installer recorded of them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from enduse.errors import excerpt

_CHECKED_BY_THEMSELVES = "enduse/read/model/"  # of their own, whenever they are loaded


def changed_files() -> list[str]:
    """The files of the package that are not what was installed; none where nobody recorded them, as in a source folder."""
    return sorted(_changed())


def changed_words() -> str | None:
    """One line that says so, None where every file is as it was."""
    changed = changed_files()
    if not changed:
        return None
    named = excerpt(", ".join(changed[:3]))
    files = "1 file" if len(changed) == 1 else f"{len(changed):,} files"
    return (
        f"{files} of Enduse not as installed ({named}{', ...' * (len(changed) > 3)}), so that answers may be other ones; "
        "install it again, and change words in a source folder"
    )


def _changed() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        recorded = distribution("enduse").files or ()
    except (PackageNotFoundError, OSError, ValueError):
        return
    for file in recorded:
        name = file.as_posix()
        if file.hash is None or not name.startswith("enduse/") or name.startswith(_CHECKED_BY_THEMSELVES):
            continue
        try:
            found = hashlib.new(file.hash.mode, file.read_binary()).digest()
        except (OSError, ValueError):
            found = b""
        if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != file.hash.value:
            yield name.removeprefix("enduse/")
