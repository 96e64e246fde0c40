"""The third door: verbs for language models over the Model Context Protocol; they read, and change nothing."""
