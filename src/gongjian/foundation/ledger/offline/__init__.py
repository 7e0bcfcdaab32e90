"""What runs anywhere, without database, settings and Django: checks of logs, and witnesses."""
