"""Enduse reads the public record of arms transfers into a cited ledger."""
