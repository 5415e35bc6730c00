"""The chat page's Gradio part: wiring only. Words stand as ``%%key%%`` and are filled in per visitor."""

from __future__ import annotations

import asyncio
import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read on import: no request leaves the server

from typing import Any

import gradio as gr
from fastapi import FastAPI

from reportqa.web.answering import Answerer
from reportqa.web.settings import WebSettings
from reportqa.web.talk import kept
from reportqa.web.visitor import Visitor


def build(answerer: Answerer, settings: WebSettings) -> gr.Blocks:
    """Return the conversation and its question box."""

    async def ask(
        question: str, packed: str, history: list[Any], request: gr.Request
    ) -> tuple[str, str, list[Any]]:
        visitor = Visitor.of({}, request.cookies, request.headers, settings.default_language)
        client = request.client.host if request.client else ""
        reply = await answerer.reply(question or "", packed, visitor.language, client=client)
        said = [
            {"role": "user", "content": answerer.asked(question or "")},
            {"role": "assistant", "content": reply.html},
        ]
        return "", packed if reply.packed is None else reply.packed, [*kept(history), *said]

    with gr.Blocks(title="%%title%%", analytics_enabled=False, fill_width=True) as blocks:
        log = gr.Chatbot(
            label="%%chat.log%%",
            show_label=False,
            elem_id="rq-log",
            height=None,
            layout="bubble",
            buttons=[],
            autoscroll=False,
            latex_delimiters=[],
            feedback_options=None,
            group_consecutive_messages=False,
            allow_tags=False,
            container=False,
        )
        with gr.Row(elem_id="rq-composer"):
            question = gr.Textbox(
                label="%%chat.label%%",
                placeholder="%%chat.placeholder%%",
                elem_id="rq-question",
                lines=1,
                max_lines=4,
                max_length=settings.max_question,
                scale=5,
                container=False,
                show_label=False,
            )
            send = gr.Button("%%chat.send%%", variant="primary", elem_id="rq-send", scale=0, min_width=88)
        packed = gr.Textbox(visible=False)
        gr.on(
            [send.click, question.submit],
            ask,
            inputs=[question, packed, log],
            outputs=[question, packed, log],
            queue=False,  # no session on the server: any worker may answer
            show_progress="hidden",
            api_visibility="private",
        )
    return blocks


def chat_app(answerer: Answerer, settings: WebSettings) -> tuple[FastAPI, int]:
    """Return the ASGI app that serves Gradio's page, files and events, and Gradio's number of ``ask``."""

    async def mounted() -> tuple[FastAPI, int]:
        return _mounted(answerer, settings)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # outside a loop Gradio opens one for each of its locks and never closes it
        return asyncio.run(mounted())
    return _mounted(answerer, settings)


def _mounted(answerer: Answerer, settings: WebSettings) -> tuple[FastAPI, int]:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    blocks = build(answerer, settings)
    [function] = blocks.fns
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        root_path=settings.root_path or None,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(
            font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"], primary_hue="blue"
        ),
    )
    return mounted, function
