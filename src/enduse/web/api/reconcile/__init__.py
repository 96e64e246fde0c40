"""OpenRefine's reconciliation service, version 0.2: names of a table matched with the lists, and data fetched back."""

from enduse.web.api.reconcile.service import router

__all__ = ["router"]
