"""What all tests share: hypothesis judges no speed, and CI tries the same examples each time."""

import os

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")
