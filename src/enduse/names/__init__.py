"""Names of parties: compare two and say why, and find those of a list that may be meant."""

from enduse.names.analysis import prepare
from enduse.names.compare import MATCH, NameScore, compare_names, score
from enduse.names.index import Hit, NameIndex
from enduse.names.prepared import PreparedName
from enduse.names.weights import WordWeights

__all__ = ["MATCH", "Hit", "NameIndex", "NameScore", "PreparedName", "WordWeights", "compare_names", "prepare", "score"]
