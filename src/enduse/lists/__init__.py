"""The lists of the workspace: updated, loaded, shown and compared; every copy is kept, no bad one replaces a good one."""

from enduse.lists.changes import diff_lists
from enduse.lists.copies import read_snapshot, snapshots_as_of
from enduse.lists.states import ListState, description, list_states
from enduse.lists.update import Fetch, Update, load_list, update_lists

__all__ = [
    "Fetch",
    "ListState",
    "Update",
    "description",
    "diff_lists",
    "list_states",
    "load_list",
    "read_snapshot",
    "snapshots_as_of",
    "update_lists",
]
