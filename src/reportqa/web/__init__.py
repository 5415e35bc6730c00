"""What people see: the chat, the report reader and the table of figures, in one FastAPI app."""
