"""Pages, feeds over HTTP, and health."""
