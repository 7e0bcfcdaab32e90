"""Backups: database, uploads and keys in one folder, and back again."""
