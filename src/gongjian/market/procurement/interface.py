"""The door of procurement."""

__all__: list[str] = []
