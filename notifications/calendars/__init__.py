"""Calendar entries to the bytes of a feed."""
