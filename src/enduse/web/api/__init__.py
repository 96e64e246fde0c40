"""JSON for programs: our own API, and those that clients of the field already speak."""
