"""Who may do what, and what no request may do: keys, sessions, forged forms, limits, headers."""
