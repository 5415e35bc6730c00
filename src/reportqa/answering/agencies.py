"""Which public bodies a question names: full and short names, places, pinyin, English, all, unknown.

A name that the question uses and no report bears is kept as unknown: a figure of one body must never
answer a question about another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportqa.answering import agencies_en
from reportqa.answering.abbreviations import aliases, is_government, place_parts, split_name
from reportqa.answering.dictionary import is_dictionary_word, is_place_name, place_at_end
from reportqa.answering.labelled_names import linked, number_fits
from reportqa.answering.name_words import Words
from reportqa.answering.places import short_places, zone_forms
from reportqa.answering.strangers import places_of_dictionary, strange_bodies, strange_english_bodies

_STOP = re.compile(
    r"请问|我想|想要|想|知道|了解|查询|查一下|查查|查|问一下|问问|问|帮我|帮忙|告诉|看看|看|统计|比较|对比|一下|那么|那|为什么|为何|什么|怎么样|怎么|"
    r"哪个|哪些|哪|通过|依托|利用|借助|公开|收到|接到|受理|答复|发布|办理|承办|报送|提交|印发|以及|还有|和|与|跟|及|或者|或|在|的|了|是|从|到|对|向|由|被|把|给|让|去年|前年|今年|年度|年份|年|月|日|"
    r"全部|所有|各个|各|每个|每|这个|这|该|本|我们|我|你们|你|他们|贵|中|里|内|一共|总共|共|有|呢|吗|吧|啊|比|多少|几"
)
_BODY = re.compile(
    r"[一-鿿]{1,12}?(?:委员会|管委会|办事处|(?<![布格结全当邮大变开时])局|(?<=[民市区县])政府(?!信息|网|门户|常务|规章|工作|公报|文件|采购|机关|部门|公开|数据)|"
    r"(?:发改|卫健|卫计|住建|经信|工信|国资|农|教)委|(?<!大)(?<!客)(?<!餐)(?<!展)(?<!办公)(?<!服务)厅|法院|检察院|街道|(?<=[一-鿿]{3})(?:大学|医院|公司))"
)
_COURT = re.compile(r"(?:告|诉|上|到|进)了?法院$|网[一-鿿]{0,2}街道$|平台街道$")
"""Being sued names no court (被告上法院), nor a site's column a street (政务网街道专栏)."""
_SMALL_PLACE = re.compile(
    r"(?:[一-鿿]{2,4}(?:市|区|县))?[一-鿿]{2,4}(?:镇|乡|街道)(?!村|居|街|级|企|干|群|们)"
)
_EVERY = re.compile(
    r"(?:各|所有|全部|每个|每一个|[两三四五六七八九十几]个?家?)(?:的)?(?:局|部门|单位|机关|区县|县区|机构|委办局)|哪(?:个|些|几个|家)(?:局|部门|单位|机关|区县?|县|机构|政府)|谁(?=收|公开|最|的|多|办|被)|的局|各局|所有人"
    r"|\b(?:which|what) (?:bureau|agency|agencies|office|department|body|bodies|government|district)s?\b|\b(?:all|every|each|across) (?:the |of the )?(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+) )?(?:bureaus|agencies|agency|bureau|offices|departments|bodies)\b|\bwho(?= (?:received|published|had)\b)"
)
_GENERIC = re.compile(
    r"(?:该|本|这个|这家|贵|你们?|我们?|咱们?)(?:局|单位|机关|部门|办|委|县|区|市|政府|公司)|局里|单位里|你们"
    r"|\bthe (?:bureau|agency|office|department|district|county|city|government|body|authority|report|municipality)\b|\bthey\b|\byou\b"
)
_OWN_GOVERNMENT = re.compile(r"(?:全|本)?[省市区县](?:人民)?政府$")
"""The government of the body already named: 洪泽区政府…区政府办受理了多少."""
_KINDS = (
    (re.compile(r"\bthe bureau\b|[该本贵]局|你们?局|我们?局|这个局|局里"), re.compile(r"局$")),
    (re.compile(r"\bthe commission\b|[该本贵]委(?!员|托)"), re.compile(r"(?:委|委员会)$")),
    (re.compile(r"\bthe (?:general )?office\b|[该本]办(?!理)"), re.compile(r"(?:办|办公室|办公厅)$")),
    (re.compile(r"\bthe district\b|[该本]区(?!别)"), re.compile(r"区(?:人民政府)?$")),
    (re.compile(r"\bthe county\b|[该本]县"), re.compile(r"县(?:人民政府)?$")),
    (re.compile(r"\bthe (?:city|municipality)\b|[该本]市"), re.compile(r"市(?:人民政府)?$")),
)
"""Words for a kind of body, and how the names of that kind end."""
_WITH_PLACE = re.compile(r"[一-鿿]{2}(?:镇|乡|街道)$")
_LEVEL = re.compile(r"[省市区县州盟旗镇乡]$")


@dataclass(frozen=True, slots=True)
class Mention:
    """What a question says about whose figures it wants.

    ``agencies`` are known full names; ``groups`` the same by mention, a group of several where one form
    fits several bodies; ``unknown`` names no report bears; ``spans`` the stretches of the
    question that were understood; ``every`` asks for all bodies; ``generic`` says "the bureau".
    """

    agencies: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    every: bool = False
    generic: bool = False
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _Found:
    agencies: list[str] = field(default_factory=list)
    groups: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in self.spans)

    def add(self, names: Iterable[str], start: int, end: int) -> None:
        fresh = [n for n in names if n not in self.agencies]
        self.agencies += fresh
        if fresh:
            self.groups.append((start, tuple(fresh)))
        self.spans.append((start, end))


def _lead(before: str) -> str:
    """Return the characters before a name that may belong to it: 贵州 is a place, though 贵 alone is "your"."""
    run = re.search(r"[一-鿿]*$", before)
    lead = run.group() if run else ""
    place = place_at_end(lead)
    stops = list(_STOP.finditer(lead[: len(lead) - len(place)]))
    return lead[stops[-1].end() :] if stops else lead


class AgencyBook:
    """The agencies of a library, ready to be recognised in questions."""

    def __init__(self, names: Iterable[str], extra_aliases: dict[str, tuple[str, ...]] | None = None) -> None:
        self.names = tuple(dict.fromkeys(n for n in names if n))
        self._by_alias: dict[str, list[str]] = {}
        self._by_place: dict[str, list[str]] = {}
        for name in self.names:
            for alias in (*aliases(name), *(extra_aliases or {}).get(name, ())):
                self._by_alias.setdefault(alias, []).append(name)
            place = split_name(name)[0]
            for level in (*place_parts(place)[-1:], *zone_forms(place)):
                for form in {level, *short_places(level), level.replace("街道", "街")}:
                    self._by_place.setdefault(form, []).append(name)
        self._aliases = Words(self._by_alias)
        self._places = Words(self._by_place)
        self._holding: dict[str, set[int]] = {}
        for number, name in enumerate(self.names):
            for char in set(name):
                self._holding.setdefault(char, set()).add(number)
        self._known_places = {p for n in self.names for p in place_parts(split_name(n)[0])}

    def find(self, question: str, labelled: Sequence[tuple[int, int]] = ()) -> Mention:
        """Return whom ``question`` names; ``labelled`` are the spans that the reader takes for names of bodies."""
        found = _Found()
        self._by_names(question, found)
        if not found.agencies and not found.unknown:
            self._by_parts(question, found)
        if not found.agencies and not found.unknown:
            self._labelled(question, labelled, found)
        self._unknown_bodies(question, found)
        if not found.agencies and not found.unknown:
            self._strangers(question, found)
        if not found.unknown:
            self._by_places(question, found)
        if not found.agencies and not found.unknown:
            groups_en, unknown, spans = agencies_en.find_groups(question, self.names, labelled)
            for names, span in groups_en:
                found.add(names, *span)
            strange = [] if groups_en or unknown else strange_english_bodies(question)
            found.unknown += [*unknown, *(name for name, _ in strange)]
            found.spans += [*spans, *(span for _, span in strange)]
        elif re.search("[A-Za-z]{3}", question):
            found.spans += agencies_en.name_spans(question, self.names)
        kind = None if found.agencies or found.unknown else self._kind(question.lower())
        if kind:
            found.add(kind, 0, 0)
        for place in self._places.within(question):
            for match in re.finditer(re.escape(place), question):
                if found.free(*match.span()):
                    found.spans.append(match.span())
        every, generic = _EVERY.search(question.lower()), _GENERIC.search(question.lower())
        for said in (every, generic):
            if said and found.free(*said.span()):
                found.spans.append(said.span())
        groups = tuple(group for _, group in sorted(found.groups))
        return Mention(
            tuple(name for group in groups for name in group),
            tuple(found.unknown),
            tuple(sorted(found.spans)),
            bool(every),
            bool(generic),
            groups,
        )

    def _labelled(self, question: str, labelled: Sequence[tuple[int, int]], found: _Found) -> None:
        """Take what the reader labels for the body whose name holds it; several where it fits several."""
        for start, end in labelled:
            names = linked(question[start:end], self.names)
            if names and found.free(start, end):
                found.add(names, start, end)

    def _kind(self, lowered: str) -> list[str]:
        """Return the one body of the kind that "the bureau" or 该局 means, if there is just one."""
        for pattern, ending in _KINDS:
            if pattern.search(lowered):
                fitting = [n for n in self.names if ending.search(n)]
                return fitting if len(fitting) == 1 < len(self.names) else []
        return []

    def _by_names(self, question: str, found: _Found) -> None:
        for alias in self._aliases.within(question):
            at = question.find(alias)
            while at >= 0:
                end = at + len(alias)
                if question[end : end + 1] == "长":
                    end -= 1  # 教育局长 is a person: the word 局长 says what is asked
                if found.free(at, end) and not self._inside_word(question, alias, at, end):
                    names = self._by_alias[alias]
                    stranger, start = self._stranger(question, at, alias, names)
                    if stranger:
                        found.unknown.append(stranger)
                        found.spans.append((start, end))
                    else:
                        found.add(self._best(names, alias), start, end)
                at = question.find(alias, max(end, at + 1))

    @staticmethod
    def _inside_word(question: str, alias: str, start: int, end: int) -> bool:
        """``区政府`` inside 区政府网站 names a web site and no body that was asked for."""
        after = question[end : end + 4]
        return (
            alias.endswith("政府")
            and after.startswith(("信息", "网", "门户", "常务", "规章", "工作报告", "公报", "采购"))
            and (
                alias in {"人民政府", "区政府", "市政府", "县政府", "区人民政府", "市人民政府", "县人民政府"}
            )
        )

    @staticmethod
    def _best(names: list[str], alias: str) -> list[str]:
        """Of several bodies that one form fits (区政府: the government, its office), the plainest."""
        exact = [n for n in names if n == alias]
        return exact or names

    def _stranger(self, question: str, at: int, alias: str, names: list[str]) -> tuple[str | None, int]:
        """Return the foreign name that ``alias`` is only the tail of, and where the name begins."""
        for place, (start, end) in places_of_dictionary(question):
            # 道里区政府: the district's own name ends in the level with which the form begins
            if start < at < end == at + 1 and not any(place in n for n in names):
                return question[start:at] + alias, start
        lead = _lead(question[:at])
        lead = re.sub(r"^(?:全|原)", "", lead)[-8:]
        if lead in {"省", "市", "区", "县"}:
            levels = {place_parts(split_name(n)[0])[-1][-1] for n in names if split_name(n)[0]}
            if levels and lead not in levels:
                return lead + alias, at - 1  # 市科技局 is not the district's
        joined = lead + (alias[0] if _LEVEL.match(alias[0]) else "")
        place = place_at_end(joined) if joined else ""
        if not place:
            # 重庆市规划自然资源局: a place, and a field that the form lacks
            front = next((lead[:n] for n in (4, 3, 2) if is_place_name(lead[:n])), "")
            if len(front) < len(lead) and front and not any(front.rstrip("省市区县") in n for n in names):
                return lead + alias, at - len(lead)
            return None, at
        start = at - (len(place) - (len(joined) - len(lead)))
        places = {split_name(n)[0] for n in names}
        if any(place in p or place.rstrip("省市区县") in p for p in places if p):
            return None, start
        owns_place = any(p and (alias.startswith((p, place_parts(p)[-1][:2]))) for p in places)
        small = any(p.endswith(("镇", "乡", "街道")) for p in places)
        outer = {part for p in places for part in place_parts(p)[:-1]}
        around = place.endswith(("省", "市", "自治区", "州", *(("县", "区") if small else ())))
        # 河北正定县政府: a place before one that is named is around it, unless the name has another there
        if owns_place and (around or (len(place) <= 3 and not outer)):
            return None, start
        return question[start:at] + alias, start

    def _by_parts(self, question: str, found: _Found) -> None:
        """Recognise a name by characters of the full one, in order: 国家粮食和储备局, 市监局."""
        for match in re.finditer("局|委|厅|办|院|处|街道|政府", question):
            end = match.end()
            run = re.search(r"[一-鿿]*$", question[:end])
            floor = max(end - 18, run.start() if run else end)
            for start in range(floor, end - 2):
                names = self._subsequence(question[start:end])
                if names and found.free(start, end):
                    stranger, begin = self._stranger(question, start, question[start:end], names)
                    if stranger:
                        found.unknown.append(stranger)
                        found.spans.append((begin, end))
                    else:
                        found.add(names, start, end)
                    break

    def _unknown_bodies(self, question: str, found: _Found) -> None:
        for match in _BODY.finditer(question):
            text, start, end = match.group(), match.start(), match.end()
            stops = list(_STOP.finditer(text[:-1]))
            if stops:
                start += stops[-1].end()
                text = text[stops[-1].end() :]
            if found.agencies and _OWN_GOVERNMENT.match(text):
                continue
            if any(text[at:] in self._by_place for at in range(len(text))):
                continue
            if (
                len(text) < 3
                or _COURT.search(text)
                or text[0] in "所家个座"
                or not found.free(start, end)
                or _EVERY.search(text)
                or _GENERIC.search(text)
            ):
                continue
            known = self._subsequence(text) or self._slip(text)
            if known:
                found.add(known, start, end)
            else:
                found.unknown.append(text)
                found.spans.append((start, end))

    def _strangers(self, question: str, found: _Found) -> None:
        """Keep a ministry, a branch of a bank, or a place beside those known as unknown."""
        named = places_of_dictionary(question)
        known_ends = {end for name, (_, end) in named if name in self._known_places}
        strange = strange_bodies(question)
        for name, (start, end) in named:
            around = bool(self._places.within(question[end:]))  # 黑龙江省 before 南岗区
            beside = self._places.within(question[:start]) or known_ends
            if name not in self._known_places and not around and (not beside or start in known_ends):
                strange.append((name, (start, end)))
        for name, span in strange:
            if found.free(*span):
                found.unknown.append(name)
                found.spans.append(span)

    def _subsequence(self, text: str) -> list[str]:
        """Return the bodies whose full name holds the characters of ``text`` in order (市监局)."""
        hits = []
        holding = [self._holding.get(char, set()) for char in set(text)]
        for name in (self.names[number] for number in sorted(set.intersection(*holding))):
            chars = iter(name)
            if all(ch in chars for ch in text) and name[-1] == text[-1] and number_fits(name, text):
                place, body = split_name(name)
                body = body.removeprefix("国家")
                if text[0] in (place[-1:] + (place_parts(place)[-1][:1] if place else "") + body[:1]):
                    hits.append(name)
        return hits

    def _slip(self, text: str) -> list[str]:
        """Return the body that ``text`` misspells by one character (教肓局), if it is no body of its own.

        体育局 differs from 教育局 by one character as well, but its 体育 is a word.
        """
        if is_dictionary_word(text[:-1]) or is_dictionary_word(text):
            return []
        half = len(text) // 2
        for alias in self._aliases.of_length(len(text)) if len(text) >= 3 else ():
            if alias[:half] != text[:half] and alias[half:] != text[half:]:
                continue  # two characters differ at least
            if sum(a != b for a, b in zip(alias, text, strict=True)) == 1:
                names = self._by_alias[alias] if alias[-1] == text[-1] else []
                return [name for name in names if number_fits(name, text)]
        return []

    def _by_places(self, question: str, found: _Found) -> None:
        for place in self._places.within(question):
            at = question.find(place)
            if not found.free(at, at + len(place)):
                continue
            names = [n for n in self._by_place[place] if n not in found.agencies]
            if any(place in split_name(n)[0] for n in found.agencies):
                continue
            names = [n for n in names if self._outer_named(n, place, question, at)] or names
            governments = [n for n in names if is_government(n)]
            if found.agencies and not governments:
                continue
            found.add(governments or names, at, at + len(place))
        if not found.agencies:
            self._unknown_places(question, found)
        self._small_places(question, found)

    @staticmethod
    def _outer_named(name: str, place: str, question: str, at: int) -> bool:
        """Whether the question names the place around: 南河市 before 青禾区."""
        outer = place_parts(split_name(name)[0])[:-1]
        return bool(outer) and question[:at].endswith(outer[-1])

    def _small_places(self, question: str, found: _Found) -> None:
        """Keep a town or street that no report is of as unknown, also beside a known district."""
        for match in _SMALL_PLACE.finditer(question):
            text, start = match.group(), match.start()
            stops = list(_STOP.finditer(text[:-1]))
            if stops:
                start += stops[-1].end()
                text = text[stops[-1].end() :]
            known = any(len(place) > 2 for place in self._places.within(text))
            if len(text) >= 3 and not known and not found.agencies and _WITH_PLACE.search(text):
                found.unknown.append(text)
                found.spans.append((start, match.end()))

    def _unknown_places(self, question: str, found: _Found) -> None:
        for match in re.finditer(
            r"[一-鿿]{2,6}?(?:省|市|区|县|自治州)(?=[12\d二〇]|政府|人民|的|收到|公开|去年|今年)", question
        ):
            text, start = match.group(), match.start()
            stops = list(_STOP.finditer(text))
            if stops:
                start += stops[-1].end()
                text = text[stops[-1].end() :]
            if (
                len(text) >= 3
                and text not in self._known_places
                and text not in {"全市", "全区", "全县", "全省"}
            ):
                found.unknown.append(text)
                found.spans.append((start, match.end()))
        for match in re.finditer(
            r"(?:^|[，。；、：\s])(?P<place>[一-鿿]{2,4})(?=\s*(?:19|20)\d{2})", question
        ):
            text = match["place"]  # 济南2018年收到几件: a place without its level word
            if (
                place_at_end(text) == text
                and not _LEVEL.search(text)
                and not any(text in n for n in self.names)
            ):
                found.unknown.append(text)
                found.spans.append(match.span("place"))
