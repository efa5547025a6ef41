"""Readers of files: real files, round trips against other implementations, and files that mean harm."""
