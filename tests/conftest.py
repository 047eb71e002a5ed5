"""What all tests share: hypothesis judges no speed, and CI tries the same examples each time."""

import os

from hypothesis import settings

settings.register_profile("house", deadline=None, max_examples=40, derandomize="CI" in os.environ)
settings.register_profile("torture", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("CHASER_TEST_PROFILE", "house"))
