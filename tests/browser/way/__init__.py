"""The whole way, step by step, as people go it on pages."""
