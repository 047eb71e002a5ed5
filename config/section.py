"""What all tables of chaser.toml have in common: frozen once read, and no key that Chaser does not know."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of chaser.toml; every key has a default, so that what is missing can be said in checks.py's words."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, allow_inf_nan=False)
