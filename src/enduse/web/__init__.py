"""The second door: pages for people and an API for programs, over the same workflow as the command line."""
