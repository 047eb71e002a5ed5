"""What came back, and what people replied: read from a mailbox or handed over, matched, and written down once."""
