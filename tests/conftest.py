"""Shared by all tests; factories with named traits stand in tests/factories.py."""
