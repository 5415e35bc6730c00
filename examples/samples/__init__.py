"""What the samples say (one module an agency) and how they are written (one module a format)."""
