"""Every word that the pages say by themselves, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from reportqa.model import Language

Text = Callable[..., str]

WORDS: dict[str, tuple[str, str]] = {
    # frame
    "nav.ask": ("提问", "Ask"),
    "nav.reports": ("年报", "Reports"),
    "nav.figures": ("数据", "Figures"),
    "nav.main": ("主导航", "Main"),
    "nav.settings": ("显示设置", "Display"),
    "skip": ("跳到正文", "Skip to content"),
    "lang.other": ("English", "中文"),
    "theme.dark": ("深色", "Dark"),
    "theme.light": ("浅色", "Light"),
    "size.large": ("长者模式", "Large text"),
    "size.normal": ("标准字号", "Normal text"),
    "state": (
        "收录 {reports} 份年报 · {agencies} 个机关 · {years}",
        "{reports:report|reports} · {agencies:agency|agencies} · {years}",
    ),
    "state.updated": ("更新于 {date}", "updated {date}"),
    "state.noyears": ("年份未载", "no years"),
    "state.samples": ("其中样例 {n} 份", "of which {n:sample|samples}"),
    "notice": ("公告", "Notice"),
    "sample": ("样例", "Sample"),
    "sample.long": (
        "这是一份样例，不是真实发布的年报。",
        "This is a sample, not a report that was published.",
    ),
    "footer": (
        "回答只引用已发布的年报原文；年报没有写的，这里不作推测。",
        "Answers quote published reports only; what a report does not say is not guessed here.",
    ),
    # chat
    "chat.title": ("向年报提问", "Ask the reports"),
    "chat.lead": (
        "用一句话提问，得到年报中的数字、原文和出处。",
        "Ask in a sentence; get the figure, the quote and its place in the report.",
    ),
    "chat.examples": ("可以这样问", "Try asking"),
    "chat.answer": ("回答", "Answer"),
    "chat.label": ("问题", "Question"),
    "chat.placeholder": (
        "例如：2018年收到几件申请？",
        "e.g. How many requests in 2018?",
    ),
    "chat.send": ("提问", "Ask"),
    "chat.log": ("问答记录", "Conversation"),
    "chat.pending": ("正在查阅年报…", "Reading the reports…"),
    "chat.failed": (
        "没有收到回答。请检查网络，稍后再问一次。",
        "No answer arrived. Check the connection and ask again.",
    ),
    "chat.noscript": (
        "提问页需要 JavaScript。没有 JavaScript 时可以用下面的表单提问，或浏览年报和数据。",
        "The chat needs JavaScript. Without it, ask by the form below or browse reports and figures.",
    ),
    "chat.empty": ("请输入问题。", "Please type a question."),
    "chat.long": (
        "问题有 {n} 个字，最多 {limit} 个字。请改短后再问。",
        "The question has {n:character|characters}; the limit is {limit}. Please shorten it.",
    ),
    "chat.slow": (
        "查阅超过 {seconds} 秒，已停止。请写明机关和年份，或稍后再问。",
        "Reading took more than {seconds} s and was stopped. Name the agency and year, or ask again later.",
    ),
    "chat.quota": (
        "问得太多了，请过 {seconds} 秒再问。",
        "Too many questions; please try again in {seconds:second|seconds}.",
    ),
    "chat.busy": (
        "现在提问的人太多，请过几秒再问。",
        "Many people are asking just now; please try again in a few seconds.",
    ),
    "chat.waiting": (
        "年报正在载入，请稍候几秒再问。",
        "The reports are being loaded; ask again in a few seconds.",
    ),
    "chat.error": (
        "回答时出了错，已记录。请换个说法再问，或直接查阅年报。",
        "Something went wrong and was recorded. Ask in other words, or browse the reports.",
    ),
    # card
    "status.answered": ("年报载明", "Stated in the report"),
    "status.stated_none": ("年报载明没有", "The report states none"),
    "status.not_stated": ("年报未载", "Not stated in the report"),
    "status.no_report": ("未收录该年报", "No such report here"),
    "status.ambiguous": ("请选择", "Please choose"),
    "status.out_of_scope": ("不在年报范围内", "Not a question for these reports"),
    "status.problem": ("暂时不能回答", "Cannot answer now"),
    "card.understood": ("理解为", "Understood as"),
    "card.agency": ("机关", "Agency"),
    "card.year": ("年份", "Year"),
    "card.subject": ("事项", "Subject"),
    "card.value": ("数值", "Value"),
    "card.change": ("改问", "ask for"),
    "card.assumed": ("默认", "assumed"),
    "card.carried": ("沿用上文", "from before"),
    "card.computed": ("由年报数字算得", "computed from the reports' figures"),
    "card.changed": ("增减", "change"),
    "card.none": ("无", "None"),
    "card.quote": ("原文", "Quote"),
    "card.quotes": ("原文与出处（{n}）", "Quotes and places ({n})"),
    "card.nearest": ("最接近的章节", "Nearest section"),
    "card.open": ("在年报中查看", "Open in the report"),
    "card.copy": ("复制引文", "Copy citation"),
    "card.share": ("复制链接", "Copy link"),
    "card.csv": ("下载 CSV", "Download CSV"),
    "card.right": ("回答正确", "Right"),
    "card.wrong": ("回答有误", "Wrong"),
    "card.why": ("如何找到", "How this was found"),
    "card.choices": ("请选择其一", "Choose one"),
    "card.next": ("还可以问", "You can also ask"),
    "card.computation": ("计算", "Computation"),
    "card.page": ("第 {n} 页", "page {n}"),
    "card.check": ("核对不符", "Check failed"),
    "card.ocr": (
        "由扫描件识别，可信度 {n}%，请核对原件",
        "Read from a scan, confidence {n}%; check the original",
    ),
    "card.ocr.short": ("扫描识别，可信度 {n}%", "from a scan, confidence {n}%"),
    "card.parts": ("由以下各项相加", "Added up from"),
    "card.also": ("年报中的另一口径", "The report also states"),
    "card.shelf": ("可以查阅的年报", "Reports that can be read"),
    "card.reports": ("出自年报", "Reports"),
    "card.more": ("全部年报", "All reports"),
    "circle.office": ("只计本机关（办公室）", "the office alone"),
    "circle.area": ("含下属或全辖区", "the whole area"),
    "card.png": ("下载 PNG", "Download PNG"),
    "csv.kind": ("性质", "Kind"),
    "csv.stated": ("年报载明", "stated"),
    "csv.part": ("合计的一项", "part of a sum"),
    "csv.also": ("另一口径", "counted differently"),
    "csv.sum": ("计算所得", "computed"),
    "csv.change": ("计算所得", "computed"),
    # how an answer was found
    "joint": ("、", ", "),
    "why.agencies": ("读到的机关：{names}", "Agency understood: {names}"),
    "why.years": ("读到的年份：{years}", "Year understood: {years}"),
    "why.indicators": ("对应的指标：{names}", "Indicators that fit: {names}"),
    "why.terms": ("在年报中查找的词：{terms}", "Words looked for in the reports: {terms}"),
    "why.term": ("{term}（也写作 {means}）", "{term} (also {means})"),
    "why.figures": (
        "比较了年报中的全部数字，下面是与问题最相近的几个及其相似度：",
        "All figures of the report were compared; these are nearest to the question, with their similarity:",
    ),
    "why.given": (
        "第一个数字答得对的把握为 {chance}（低于 {enough} 不给出数字）。",
        "The first is right with a chance of {chance} (under {enough} no figure is given).",
    ),
    "why.refused": (
        "最好的一个答得对的把握只有 {chance}，低于 {enough}，因此没有给出数字。",
        "The best is right with a chance of only {chance}; under {enough} no figure is given.",
    ),
    "why.passages": (
        "比较了年报中的句子，按与问题相合的程度排列：",
        "Sentences of the reports were compared by how well they fit the question:",
    ),
    "why.retrieved": (
        "问题没有写明单位：先列出报告中谈到此事的单位。",
        "The question names no body: those whose reports speak of it come first.",
    ),
    "why.index": ("资料版本 {index}，用时 {ms} 毫秒。", "Index {index}, {ms} ms."),
    "why.value": ("数字", "Figure"),
    "why.counted": ("所计事项", "What it counts"),
    "why.sentence": ("句子", "Sentence"),
    "why.score": ("相似度", "Similarity"),
    "why.result": ("结果", "Result"),
    "why.taken": ("采用", "taken"),
    "why.left": ("未采用", "not taken"),
    "why.missing": ("缺：{words}", "lacks: {words}"),
    "card.chart": ("{label}，逐项数值见下表", "{label}; the values are in the table below"),
    "card.place": ("出处", "Place"),
    "card.section": ("章节", "Section"),
    "approx.about": ("约数", "about"),
    "approx.over": ("多于", "more than"),
    "approx.under": ("接近", "nearly"),
    "cite.accessed": ("访问日期 {date}", "accessed {date}"),
    # feedback
    "feedback.title": ("哪里有误？", "What is wrong?"),
    "feedback.figure": ("数字不对", "The figure"),
    "feedback.quote": ("引文不支持回答", "The quote does not support it"),
    "feedback.report": ("年报或年份不对", "The report or year"),
    "feedback.understood": ("问题理解有误", "The question was misunderstood"),
    "feedback.other": ("其他", "Something else"),
    "feedback.words": ("补充说明（可不填）", "In your words (optional)"),
    "feedback.privacy": ("请勿填写个人信息。", "Please leave out personal data."),
    "feedback.send": ("提交", "Send"),
    "feedback.cancel": ("取消", "Cancel"),
    "feedback.thanks": ("已记录，谢谢。", "Recorded, thank you."),
    "feedback.failed": ("没有记录成功，请稍后再试。", "Not recorded; please try again later."),
    "copied": ("已复制", "Copied"),
    "copy.failed": ("复制不了，请手动选取：", "Could not copy; please select it by hand: "),
    # reports
    "reports.title": ("年报目录", "Reports"),
    "reports.search": ("标题或机关中的词", "Words in title or agency"),
    "reports.count": ("{n} 份年报", "{n:report|reports}"),
    "reports.empty": ("没有符合条件的年报。", "No report fits."),
    "reports.figures": ("数据条数", "Figures"),
    "reports.file": ("文件", "File"),
    "report": ("年报", "Report"),
    "filter": ("筛选", "Filter"),
    "filter.all": ("全部", "All"),
    "filter.clear": ("清除条件", "Clear"),
    "unknown": ("未载", "not given"),
    # reader
    "reader.outline": ("目录", "Contents"),
    "reader.top": ("正文开头", "Beginning"),
    "reader.original": ("下载原文件", "Download the original"),
    "reader.source": ("网上原文", "Published at"),
    "reader.signed": ("落款日期", "Signed"),
    "reader.published": ("发布日期", "Published"),
    "reader.period": ("统计期限", "Period"),
    "reader.warnings": ("阅读时的提示", "Notes on reading this report"),
    "reader.checks": ("未通过的核对", "Checks that failed"),
    "reader.place": ("查看位置", "see the place"),
    "reader.marked": ("已标出引文", "The quote is marked"),
    "reader.jump": ("跳到引文", "Go to the quote"),
    "reader.table": ("表格", "Table"),
    "reader.page": ("第 {n} 页", "Page {n}"),
    "reader.leaf": ("原件第 {n} 页，共 {count} 页", "Page {n} of {count} as published"),
    "reader.leaf.marked": ("引文的位置已标出", "the place of the quote is marked"),
    "reader.leaf.unmarked": (
        "引文在这一页上，具体位置无从得知",
        "the quote is on this page; where exactly is not known",
    ),
    "reader.leaf.see": ("看原件", "as published"),
    "reader.leaf.full": ("放大", "Full size"),
    "reader.leaf.to": ("原件页图", "Page as published"),
    "reader.doubt": ("扫描识别，可信度 {n}%", "from a scan, confidence {n}%"),
    "reader.doubts": (
        "有 {n} 处由扫描件识别、把握不大，文中以 ? 标出，请对照原件。",
        "{n:place was|places were} read from a scan with low confidence and marked with a ?; please check against the original.",
    ),
    "reader.figures": ("本年报的数据", "Figures of this report"),
    # figures
    "figures.title": ("数据表", "Figures"),
    "figures.count": ("{n} 条数据", "{n:figure|figures}"),
    "figures.shown": ("第 {a}–{b} 条", "{a}–{b}"),
    "figures.empty": ("没有符合条件的数据。", "No figure fits."),
    "figures.words": ("原文中的词", "Words in the quote"),
    "figures.indicator": ("指标", "Indicator"),
    "figures.value": ("数值", "Value"),
    "figures.unit": ("单位", "Unit"),
    "figures.quote": ("原文", "Quote"),
    "figures.section": ("章节", "Section"),
    "figures.checks": ("核对", "Checks"),
    "figures.all": ("包括未归入指标的数字", "Include numbers outside the catalogue"),
    "figures.sort": ("按此列排序", "sort by this column"),
    "figures.chart": ("{name}（单位：{unit}）", "{name} ({unit})"),
    "figures.chart.plain": ("{name}", "{name}"),
    "figures.left": (
        "有 {n} 处同年同机关载有不同数值，未画入图中，见下表。",
        "{n:place gives|places give} different values for one agency and year; the table has them, the chart does not.",
    ),
    "figures.xlsx": ("下载 XLSX", "Download XLSX"),
    "figures.open": ("查看原文：{value}", "See the quote: {value}"),
    "page.next": ("下一页", "Next"),
    "page.before": ("上一页", "Previous"),
    "page.nav": ("分页", "Pages"),
    # errors
    "404.title": ("没有找到", "Not found"),
    "404.text": (
        "这里没有您要的页面或年报；它可能已更名或移走。",
        "There is no such page or report here; it may have been renamed or moved.",
    ),
    "404.report": (
        "这里没有这份年报，或者它已被撤下、换了地址。其他年报仍可查阅。",
        "There is no such report here: it may have been withdrawn or moved. Other reports can still be read.",
    ),
    "404.span": (
        "这份年报中没有链接所指的位置。年报可能已经更新。",
        "The report has no such place as the link names. It may have been updated.",
    ),
    "400.title": ("地址有误", "Bad address"),
    "400.text": ("地址中的参数读不懂：{detail}", "The address has a part that cannot be read: {detail}"),
    "500.title": ("出了错", "Something went wrong"),
    "500.text": (
        "这一页没能做出来，已记录。请稍后再试。",
        "This page could not be made; it was recorded. Please try again later.",
    ),
    "wait.title": ("正在准备", "Getting ready"),
    "wait.text": (
        "年报正在载入，本页几秒后自动刷新。",
        "The reports are being loaded; this page refreshes by itself.",
    ),
    "wait.failed": (
        "年报没能载入，管理员需要查看日志。",
        "The reports could not be loaded; the operator should read the log.",
    ),
    "way.ask": ("去提问", "Ask a question"),
    "way.reports": ("看年报目录", "See the list of reports"),
    "way.figures": ("看数据表", "See the figures"),
    "way.report": ("打开这份年报", "Open this report"),
}

UNITS_EN = {
    "件": ("item", "items"),
    "条": ("item", "items"),
    "份": ("copy", "copies"),
    "个": ("", ""),
    "项": ("item", "items"),
    "次": ("time", "times"),
    "人": ("person", "people"),
    "人次": ("person-time", "person-times"),
    "元": ("yuan", "yuan"),
    "万元": ("× 10,000 yuan", "× 10,000 yuan"),
    "亿元": ("× 100 million yuan", "× 100 million yuan"),
    "万": ("× 10,000", "× 10,000"),
    "%": ("%", "%"),
}
"""English units, for one and for several."""


def unit_en(unit: str, value: float | None = None) -> str:
    """Return a unit in English: beside ``value``, or by itself; an unknown one stays as it is."""
    one, several = UNITS_EN.get(unit, (unit, unit))
    return one if value == 1 else several


class Count(int):
    """A number that takes the noun after it: ``{n:report|reports}`` gives "1 report", "1,200 reports"."""

    def __format__(self, spec: str) -> str:
        """Format as an int, or with the noun for one or for several."""
        one, bar, several = spec.partition("|")
        if not bar:
            return int.__format__(self, spec)
        return f"{int(self):,} {one if self == 1 else several}"


def filled(text: str, blanks: Mapping[str, object]) -> str:
    """Fill the blanks of a text; whole numbers may bring their noun (``Count``)."""
    return text.format(**{name: Count(b) if type(b) is int else b for name, b in blanks.items()})


@cache
def texts(language: Language) -> Text:
    """Return the function that says a key of ``WORDS`` in one language, filling its blanks."""
    column = 0 if language == "zh" else 1

    def say(key: str, **blanks: object) -> str:
        text = WORDS[key][column]
        return filled(text, blanks) if blanks else text

    return say


def same_subject(language: Language, agencies: Sequence[str], years: Sequence[int], subject: str) -> str:
    """Return a whole question on one subject, for chips and for addresses that can be shared.

    ``subject`` is a name of the catalogue. Several years ask how it changed, several agencies compare it.
    """
    zh = language == "zh"
    who = ("、" if zh else ", ").join(agencies)
    if zh:
        return _same_zh(who, years, subject, compare=len(agencies) > 1)
    spoken = subject if subject[:2].isupper() else subject[:1].lower() + subject[1:]
    when = f" in {', '.join(map(str, years))}" if years else ""
    if len(agencies) > 1:
        return f"Compare the figures of {who} for {spoken}{when}"
    if len(years) > 1:
        return f"How did {who}'s figure for {spoken} change from {years[0]} to {years[-1]}?"
    # "figure" fits every name: things counted, money, shares
    return f"What figure did {who} report for {spoken}{when}?"


def _same_zh(who: str, years: Sequence[int], subject: str, *, compare: bool) -> str:
    """Ask in Chinese; years of a trend are named one by one where some are left out."""
    named = "、".join(f"{year}年" for year in years)
    if compare:
        return f"比较{who}{named}{subject}"
    if len(years) < 2:
        return f"{who}{named}{subject}是多少？"
    if list(years) == list(range(years[0], years[0] + len(years))):
        named = f"{years[0]}年至{years[-1]}年"
    return f"{who}{named}{subject}的变化"
