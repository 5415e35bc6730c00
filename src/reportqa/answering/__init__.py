"""From a question and an open library to an answer with its evidence."""
