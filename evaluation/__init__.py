"""How well Enduse reads: its readings of gold sets scored, and floors under the figures that cannot be lowered in silence."""
