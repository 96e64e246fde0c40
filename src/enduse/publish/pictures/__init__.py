"""Pictures of the ledger: the steps of a transfer, flows over time, how numbers grew, who supplies whom.

Each is a `Picture` with a title, a description in words, and `svg()`, `png()` and `pdf()`, light or dark.
"""

from enduse.publish.pictures.flows import draw_flows
from enduse.publish.pictures.layout import Edge, Node
from enduse.publish.pictures.network import LARGEST, draw_network, transfer_network
from enduse.publish.pictures.numbers import draw_numbers
from enduse.publish.pictures.picture import Picture
from enduse.publish.pictures.timeline import draw_timeline

__all__ = [
    "LARGEST",
    "Edge",
    "Node",
    "Picture",
    "draw_flows",
    "draw_network",
    "draw_numbers",
    "draw_timeline",
    "transfer_network",
]
