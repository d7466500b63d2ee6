"""Sample towns for a newcomer: 芦屋市 as published, and 見本市, which does not exist."""
