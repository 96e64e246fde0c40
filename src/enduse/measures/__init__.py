"""The measures: official lists in their own formats, read strictly into parties."""
