"""Whether a question wants sentences though it counts or names an indicator: why, who, which measures."""

from __future__ import annotations

import re

_WORDS_FIRST = re.compile(
    r"哪几(?:种|条|个|类)[^，。？]{0,8}(?:办法|途径|方式|渠道|法子)|从几号|几号(?:算)?到几号|为什么|为啥|为何|凭什么|(?:什么|啥)(?:原因|理由|缘故)|(?:原因|理由)是|谁(?!.{0,10}[多少高低])(?!.{0,14}[吗没])|哪[位几](?:位|样|关|道)?(?:领导|人|单位|部门|实事|件事|样|关|道|类事|项工作|个方面)|哪一?[篇本句部款](?!.{0,10}多少)|哪[几些](?:[件项个条样点类种])?(?:大|实|具体|主要|民生)*(?:事|任务|措施|工作|做法|办法|问题|不足)|哪[件项][^，。？]{0,6}(?:事|工作|任务|没|未|拖|延)|过[^，。？]{0,2}几[道个]?关|几道(?:关|审|程序|手续)|是哪一?[件项]|(?:问题|毛病|不足)[^，。？]{0,8}(?:改|整改|解决|落实)[了好完]?(?:没|吗)|还(?:在|能)[^，。？]{0,8}[吗么没]|"
    r"(?:讲|说|学|问|教|关心|关注|反映|围绕|主题)(?:得|的|了)?(?:最多)?(?:都|主要)?的?(?:是)?(?:些)?(?:什么|啥|哪)|(?:什么|啥)意思|第几(?![条章款节季期届])|排名(?:是|为)?多少|打算|(?:准备|要|会|想)(?:怎么|怎样|如何|咋|干|做)|着力点|赢了?[吗没]|输了?[吗没]|怎么判|哪里(?:没|不)|做得?不好|没做好|毛病|短板|(?:存在的?|主要)(?:问题|不足)|"
    r"口径|包不包[括含]|算不算|含不含|(?:怎[么样]|如何|咋).{0,16}(?:申请(?!量|数)|要信息)|由(?:哪|什么)[^，。？]{0,8}(?:合并|组建|组成)|(?:法子|途径|方式)[？?]?$|"
    r"\bwhat (?:did|do|does|was|were)\b(?!.*\b(?:how many|how much|number|amount|total)\b).*\b(?:deal(?:t)? with|ask(?:ed)? for|root cause|after in)\b|\b(?:root )?causes?\b(?! of action)|\bwhich dates\b|\bwhat did people\b|\bwhy\b|\bwho(?:m|se)?\b|\bshortcomings?\b|\bweakness(?:es)?\b|\bimprovements? (?:planned|needed)\b|\bon what grounds?\b|\bfor what reason|\bhow did .*\bend\b|\bwhat (?:was|is|were) the (?:outcome|result)|\bwhat does .*\bmean|\bwhat .*\b(?:about|taught|focus|devoted)\b|\b(?:figures|numbers|data) .*\b(?:include|cover|count)\b|\bin what ways?\b|"
    r"\bwhat (?:checks?|steps|failings|shortcomings|gaps|weak\w*|topics?|happened|kinds?|actions?)\b|\b(?:plan|intend|mean|going) to\b|\bplans? for\b|\bwhat will\b|\bwhat went wrong\b|\bwhat (?:has|have|must|needs?|should) (?:to )?be\b|^does .{3,120}\b(?:publish|disclose|release|provide|offer|accept|cover|include|handle|require|need)\b|\bhow (?:often )?(?:will|can|could|do i|does one|should)\b"
)
"""Questions for a reason, a person, a plan, a meaning: sentences answer them, though a figure is near."""
_HOW_MANY = re.compile(
    r"(?<!排名)(?<!排名是)多少|(?<![哪那这第])几(?![点关样道天])[一-鿿]|占比|比例|百分|\bhow (?:many|much|long)\b|\bhow often\b(?! will)|\bwhat (?:figure|number)\b|\bnumber of\b|\bpercentage\b|\bshare\b|\bwho (?:has|have|had|got|received|published) (?:the )?(?:more|most|fewe|least)"
)


def wants_words_first(lowered: str) -> bool:
    """Whether sentences are asked for even where the words of a figure stand beside."""
    return not _HOW_MANY.search(lowered) and bool(_WORDS_FIRST.search(lowered))


def asks_for_words(lowered: str) -> bool:
    """Whether a question that names an indicator still wants sentences: which measures, what problems."""
    lowered = re.sub("怎么变|怎么样变", "", lowered)
    lowered = re.sub(
        r"\bhow (?:did|do|does)\b(?=.*\b(?:chang(?:e[ds]?|ing)\b|develop|evolve|grow|increase|decrease|vary|differ|fall|rise|compare))",
        "",
        lowered,
    )
    return bool(
        re.search(
            r"哪些|为什么|原因|如何|怎么|怎样|措施|问题|不足|内容|做法|渠道|打算|准备|应对|些什么|什么(?:内容|事|方面)|哪几件|哪些方面|毛病|啥(?!时候)|咋|(?:mainly|mostly) about|\bwhat (?:will|would|should|can|could)\b|\bwhat (?:does|did|do) .{3,90}\b(?:intend|propose|plan to|plan for)\b|\btopics?\b|\bwhat .*\babout\b|which(?! (?:bureau|agency|office|department|body|district|government|county|city|year|month|one)s?\b)|why|how (?:did|does|is|to|do|will|would|should|can|could)\b|(?<!coercive )(?<!compulsory )(?<!enforcement )measures|problems|what (?:problems|measures|kind)",
            lowered,
        )
    )
