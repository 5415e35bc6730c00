"""Answers in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from reportqa.model import Approx, How

_CONTACT = {
    "telephone": "电话", "email": "电子邮箱", "address": "地址", "postcode": "邮编", "fax": "传真", "website": "网址",
    "department": "联系部门", "hours": "时间",
}  # fmt: skip


class Chinese:
    """All sentences of answers in Chinese; ``year`` is empty where no quote holds it."""

    NOTHING = "无"
    EXAMPLES = (
        "2018年科技局答复了多少件政协提案？",
        "2018年收到几件信息公开申请？",
        "信息公开存在什么问题？",
    )

    @staticmethod
    def amount(number: str, unit: str, approx: Approx) -> str:
        """Say a number with its unit and approximation."""
        lead = {Approx.UNDER: "近", Approx.ABOUT: "约", Approx.OVER: "超过"}.get(approx, "")
        return f"{lead}{number}{unit}"

    @staticmethod
    def who(agency: str, year: str) -> str:
        """Name the agency and the year."""
        return f"{agency}{year}年" if year else agency

    @classmethod
    def figure(cls, agency: str, year: str, label: str, amount: str, how: How) -> str:
        """State one figure."""
        tail = "（报告写明收到的均已答复）" if how is How.ALL_OF else ""
        return f"{cls.who(agency, year)}，{label}：{amount}{tail}。"

    @classmethod
    def none(cls, agency: str, year: str, label: str, stated: str) -> str:
        """State that the report says there was none."""
        return f"{cls.who(agency, year)}，{label}：无。报告原文写明“{stated}”。"

    @classmethod
    def zero(cls, agency: str, year: str, label: str, amount: str) -> str:
        """State a printed zero."""
        return f"{cls.who(agency, year)}，{label}：{amount}。"

    @classmethod
    def text(cls, agency: str, year: str) -> str:
        """Introduce quoted sentences."""
        return f"{cls.who(agency, year)}的报告写道："

    @classmethod
    def contact(cls, agency: str, year: str, items: Sequence[tuple[str, str]]) -> str:
        """Give ways to reach the agency."""
        listed = "；".join(f"{_CONTACT.get(kind, kind)}：{value}" for kind, value in items)
        return f"{agency}的报告公布的{listed}。" if not year else f"{agency}{year}年的报告公布的{listed}。"

    @classmethod
    def not_stated(cls, agency: str, year: str, section: str) -> str:
        """Say that the right report was read and does not say."""
        near = f"最接近的内容在“{section}”部分，可点开阅读。" if section else ""
        return f"已查阅{cls.who(agency, year)}的报告，其中没有说明这一点。{near}"

    @staticmethod
    def no_report(wanted: str, there: Sequence[str]) -> str:
        """Say that there is no such report and what there is."""
        lead = f"没有收录{wanted}的报告。" if wanted else "没有收录该年度的报告。"
        return lead + (f"现有：{'；'.join(there)}。" if there else "目前没有收录任何报告。")

    @staticmethod
    def ambiguous(what: str) -> str:
        """Ask which one is meant."""
        return {
            "agency": "您问的是哪个单位？请选择。",
            "figure": "报告中有几个数字与问题相符，您问的是哪一个？",
        }[what]

    @staticmethod
    def out_of_scope() -> str:
        """Say what can be asked."""
        return "这个问题不属于政府信息公开年度报告的内容。可以问报告里的数字、事项、问题与改进、联系方式等，例如："

    @staticmethod
    def too_long(longest: int) -> str:
        """Refuse a question that is too long."""
        return "问题太长，请缩短后再问：一次问一件事，一两句话即可。"

    @staticmethod
    def empty() -> str:
        """Ask for a question."""
        return "请输入问题，例如："

    @staticmethod
    def series(label: str, points: Sequence[tuple[str, str]]) -> str:
        """List a figure over years or agencies."""
        return f"{label}：" + "；".join(f"{who} {amount}" for who, amount in points) + "。"

    @classmethod
    def each(cls, agency: str, year: str, points: Sequence[tuple[str, str]]) -> str:
        """List several figures of one report."""
        return (
            f"{cls.who(agency, year)}，" + "；".join(f"{label}：{amount}" for label, amount in points) + "。"
        )

    @staticmethod
    def lacking(labels: Sequence[str]) -> str:
        """Name what a report says nothing of, beside what it states."""
        return f"报告没有说明：{'、'.join(labels)}。"

    @staticmethod
    def shown(amount: str, computation: str) -> str:
        """Give an amount with the computation that made it."""
        return f"{amount}（{computation}）"

    @staticmethod
    def more(first: str, last: str, difference: str) -> str:
        """Say by how much one body's figure is above another's."""
        return f"{last}比{first}多{difference}。"

    @staticmethod
    def change(first: str, last: str, difference: str, percent: str, direction: int) -> str:
        """Say how a figure changed from first to last."""
        verb = {1: "增加", -1: "减少", 0: "持平"}[direction]
        if direction == 0:
            return f"{last}与{first}持平。"
        share = f"（{percent}）" if percent else ""
        return f"{last}比{first}{verb}{difference}{share}。"

    @staticmethod
    def top(who: str, amount: str, most: bool) -> str:
        """Name the highest or lowest."""
        return f"最{'多' if most else '少'}的是{who}：{amount}。"

    @staticmethod
    def total(label: str, amount: str) -> str:
        """Give a total."""
        return f"{label}合计：{amount}。"

    @staticmethod
    def missing(items: Sequence[str]) -> str:
        """Name what no figure was found for."""
        return f"没有找到数字的：{'、'.join(items)}。"

    @staticmethod
    def also(circle: str, amount: str, where: str) -> str:
        """Note another figure of the same thing."""
        return f"另有口径：{where}写的是{amount}，统计范围可能不同。"

    @staticmethod
    def assumed(kind: str, value: str) -> str:
        """Say what was filled in."""
        return {
            "year": f"问题没有说明年份，这里回答最近一年（{value}年）。",
            "agency": f"问题没有说明单位，这里回答{value}。",
        }[kind]

    @staticmethod
    def inside(body: str, government: str) -> str:
        """Say that a body's figure stands in its government's report."""
        return f"没有收录{body}自己的报告；这里回答的是{government}的报告中关于{body}的内容。"

    @staticmethod
    def planned(year: str, before: str) -> str:
        """Say that plans for a year come from the report on the year before."""
        return f"没有收录{year}年的报告；这里引用{before}年报告中对下一年的打算。"

    @staticmethod
    def told(year: str, report: str) -> str:
        """Say that a year's figure is told by the report on a later one."""
        return f"{year}年的数字出自{report}年报告中的对比。"

    @staticmethod
    def joint() -> str:
        """Say that a figure counts two things together."""
        return "报告只给出了合并数字（建议和提案合计），没有分开。"

    @staticmethod
    def failed_check(text: str) -> str:
        """Say that an identity does not hold."""
        return f"注意：{text}"

    @staticmethod
    def low_confidence() -> str:
        """Warn of a doubtful reading."""
        return "此数字由扫描件识别而来，请核对原件。"

    @staticmethod
    def reports(count: int, listed: Sequence[str]) -> str:
        """Say which reports there are."""
        return f"共收录{count}份报告：" + "；".join(listed) + "。"

    @staticmethod
    def year(value: int | None) -> str:
        """Write a year."""
        return f"{value}年" if value else "年份不明"

    @staticmethod
    def ask_for(agency: str, year: int | None, label: str) -> str:
        """Write a question for a choice or suggestion."""
        return f"{agency}{f'{year}年' if year else ''}{label}是多少？"

    @staticmethod
    def different_form() -> str:
        """Note that figures of different forms are set side by side."""
        return "这些数字来自不同格式的报告（或不同统计范围），口径可能不一致，比较时请注意。"
