"""The larger network of Enduse's reader: files that `enduse read --reader large` finds by the place of this package."""
