"""The door of deliberation: proposals."""

__all__: list[str] = []
