"""Background work of deliberation; config/wiring.py says what starts it."""
