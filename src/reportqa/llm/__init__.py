"""The optional language model: it may reword an answer or a question, never state a figure.

``LanguageModel`` is the one seam, ``ChatModel`` speaks to an OpenAI-compatible endpoint, ``assist`` is
what a library does with either. Whatever the model says passes the guard or is dropped.
"""

from __future__ import annotations

from reportqa.llm.assist import assist
from reportqa.llm.client import ChatModel, LanguageModel, ModelFailed, language_model
from reportqa.llm.guard import Refusal, check_text
from reportqa.llm.rephrase import rephrase
from reportqa.llm.understand import check_question, suggest_question

__all__ = [
    "ChatModel",
    "LanguageModel",
    "ModelFailed",
    "Refusal",
    "assist",
    "check_question",
    "check_text",
    "language_model",
    "rephrase",
    "suggest_question",
]
