"""Questions that no report answers: instructions to the program, other kinds of help, other things than reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TASK = re.compile(
    r"(?:帮|替|给|为|请)?(?:我|咱)?(?:写|起草|撰写|拟|生成|画|作)(?:一?[份篇张首个段封]|个)|翻译成?|译成|预测|预计|估计一下|推荐|好吃|附近|怎么走|帮我(?:申请|办理|查询?一下进度)|股票|彩票|菜谱|算命|笑话|电影|歌曲|"
    r"我(?:要|想)(?:投诉|举报|申请|办|告)|我能.{0,8}吗|怎么(?:打赢|告)|能告赢|还招人|你觉得|你认为|你是谁|"
    r"\b(?:write(?! to\b)|(?<!many )(?<!the )draft|compose|translate|predict|forecast|recommend|joke|poem|recipe|help me (?:apply|write|find)|stock price|who are you|do you think|your opinion)\b|\bcan i (?:sue|win)\b|\bi want to (?:complain|apply|report)\b",
    re.IGNORECASE,
)
"""Requests for another kind of help, or about things that no such report deals with."""
_ELSEWHERE = re.compile(
    r"停车|天气|房价|房租|招聘|工资|薪资|\b(?:weather|restaurants?|park(?:ing)?|near|house prices?|salary|hiring|vacanc)\b",
    re.IGNORECASE,
)
"""Things that a body's report may count (parking spaces, restaurants checked) and that nobody else's does."""
_UNSAFE = re.compile(
    r"忽略.{0,10}(?:指令|提示|规则|要求|以上|之前)|(?:系统|初始)提示词|ignore (?:all|any|the|your|previous|prior).{0,30}(?:instruction|rule|prompt)|system prompt|jailbreak|扮演|pretend to be|you are now",
    re.IGNORECASE,
)


def asks_for_other_help(text: str, contact: Sequence[str] = (), counts: bool = False) -> bool:
    """Tell whether a text gives instructions, or asks for help that no report gives (write, translate, predict).

    ``contact`` are the ways of contact that it asks for: who wants to write or complain asks where to.
    ``counts`` says that it asks a body for a number.
    """
    if _UNSAFE.search(text) or (_ELSEWHERE.search(text) and not counts):
        return True
    return bool(_TASK.search(text)) and not contact
