"""The register, on both of its databases."""
