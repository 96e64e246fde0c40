"""The bill of materials names every package of the lock with the hashes that the installer checks."""

from __future__ import annotations

import json
import re
from pathlib import Path

from scripts.write_sbom import bill, main

LOCK = Path(__file__).parents[2] / "requirements.lock"


def test_every_pinned_package_is_in_it_with_its_hashes() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    made = bill(lock, version="1.2.3")
    assert len(made["components"]) == len(re.findall(r"^[A-Za-z0-9]", lock, re.MULTILINE)) > 50
    assert sum(len(row["hashes"]) for row in made["components"]) == lock.count("--hash=sha256:")
    assert all(row["hashes"] and row["purl"] == row["bom-ref"] for row in made["components"])
    assert len({row["bom-ref"] for row in made["components"]}) == len(made["components"])


def test_its_form_is_that_of_cyclonedx() -> None:
    made = bill("a_b.C==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "0" * 64 + "\n", version="1.2.3")
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", made["serialNumber"])
    [row] = made["components"]
    assert (row["purl"], row["hashes"][0]["alg"]) == ("pkg:pypi/a-b-c@1.0", "SHA-256")
    assert row["properties"][0]["value"] == "sys_platform == 'win32'"


def test_the_same_lock_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main([str(LOCK), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert json.loads((tmp_path / "one").read_text())["metadata"]["component"]["name"] == "enduse"
