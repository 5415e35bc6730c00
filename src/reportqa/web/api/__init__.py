"""The HTTP API under ``/api/v1``, and what a portal needs to embed the assistant."""
