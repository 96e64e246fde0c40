"""Write the software bill of materials: what an installation holds, from the lock file, in the form of CycloneDX 1.6.

    python scripts/write_sbom.py [requirements.lock] [-o sbom.cdx.json]

Every component has its version and the hashes that the installer checks, and its licence where the package is installed here.
The same lock gives the same bytes: there is no time of making and no number of chance in it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import re
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\\n]+?))?\s*\\?$", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> Iterator[dict[str, Any]]:
    """The packages of a lock file, each with its address by the form of package URLs, its hashes and its licence."""
    pinned = list(_PINNED.finditer(lock))
    for match, after in zip(pinned, [*pinned[1:], None], strict=True):
        name, version = re.sub(r"[-_.]+", "-", match["name"]).lower(), match["version"]
        url = f"pkg:pypi/{name}@{version}"
        hashes = _HASH.findall(lock, match.end(), after.start() if after else len(lock))
        row: dict[str, Any] = {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url}
        row["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in hashes]
        if licence := _licence(name, version):
            row["licenses"] = [{"license": {"name": licence}}]
        if match["marker"]:
            row["properties"] = [{"name": "enduse:installed-where", "value": match["marker"].strip()}]
        yield row


def _licence(name: str, version: str) -> str | None:
    """What the package says of its licence, where this very version is installed."""
    try:
        facts = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if facts["Version"] != version:
        return None
    classified = [line.rpartition(" :: ")[2] for line in facts.get_all("Classifier") or () if line.startswith("License :: ")]
    words = facts["License-Expression"] or (classified[0] if classified else None) or facts["License"] or ""
    return " ".join(words.split())[:100] or None


def bill(lock: str, *, version: str) -> dict[str, Any]:
    """The bill of materials of a lock file."""
    number = uuid.UUID(bytes=hashlib.sha256(f"{version}\n{lock}".encode()).digest()[:16], version=4)
    enduse = f"pkg:pypi/enduse@{version}"
    subject = {"type": "application", "bom-ref": enduse, "name": "enduse", "version": version, "purl": enduse}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"component": {**subject, "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": list(components(lock)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the bill."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lock", nargs="?", type=Path, default=ROOT / "requirements.lock")
    parser.add_argument("-o", "--output", type=Path, default=Path("sbom.cdx.json"))
    options = parser.parse_args(arguments)
    made = bill(options.lock.read_text(encoding="utf-8"), version=importlib.metadata.version("enduse"))
    options.output.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(made['components'])} packages in {options.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
