"""The packages beside the installed one (evaluation, training) are importable in tests however pytest is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
