"""Which ways of contact a question asks for: telephone, e-mail, address, postcode, office hours and others."""

from __future__ import annotations

import re

_CONTACT = {
    "telephone": r"电话(?!申请|接听|数)|联系方式|怎么联系|如何联系|号码|座机|\bphone\b|\btelephone\b|\bwho (?:can|do|should) i call\b|\bcontact (?:number|details|information)\b|\bcontact\b|"
    r"\b(?:what|which) number (?:do|can|should|to|would|must)\b|\bhotline number\b|\bwhich number\b(?! of)|\bnumber (?:do|can|should|to) (?:i |we |one )?(?:ring|call|dial)",
    "email": r"(?:邮箱|电邮)(?!申请|收到|方式)|电子邮件(?!申请|收到|方式)|邮件地址|发邮件|[寄发][^，。？]{0,4}邮件[^，。？]{0,4}[哪啥什]|(?<!by )(?<!via )(?<!through )(?<!using )\be-?mail(?! (?:request|application|submission))",
    "address": r"\bwhere (?:can|do|should) (?:i|we|one) (?:write|go|send)|(?<![错差难好卡输赢败弱题因键别病足出])在(?:哪里|哪儿|什么地方|什么位置|啥地方|哪个地方)[？?，,。]?$|(?<!电邮)(?<!邮件)(?<!邮箱)(?<!网站)(?<!网页)地址(?!申请|不)|在哪(?:里|儿)?办公|办公地点|(?<![错差难好卡输赢败弱题因键别病足出])在哪儿?[？?，]?$|[在到去往](?:哪|什么|几)(?:一?[条个座栋幢层]|号)?(?:街|马路|路|大厦|大楼|楼|号(?!召)|层|室|房间)|几(?:号楼?|楼|层|栋)几?[号室层楼]|怎么走[？?]?$|[寄送]到?(?:哪|什么地方)|哪[个座栋幢]楼|位于|"
    r"(?<!mail )(?<!web )(?<!site )(?<!page )\baddress\b(?! (?:the|these|those|its|this|that|problems|complaints))|\bwhere(?: \([^)]*\))? is\b(?! the (?:information|disclosure|data)\b)|\bwhere in \w+ (?:is|are)\b|\bwhere\b.*\blocated\b|\bwhere (?:do|can) i find the\b|\blocated where\b",
    "postcode": r"邮编|邮政编码|\bpost(?:al)? ?code\b|\bzip\b",
    "fax": r"传真(?!申请|方式|的申请|来)|(?<!by )(?<!via )(?<!through )(?<!in )\bfax\b(?! (?:request|application|submission))",
    "department": r"找(?:哪|谁)|(?:哪个|什么)(?:科室?|处室?|部门|股|单位)(?:负责|联系|解答|答疑)|[向问](?:哪个?|谁).{0,4}(?:咨询|反映)|\bwhich (?:section|division|desk)\b(?! (?:leads?|led|heads?|runs?|ran|is in charge|coordinates?|oversees?))|\bwho (?:can|should|do) i (?:ask|contact)",
    "website": r"网址|网站地址|官网是|哪个网站|\bweb ?(?:site|page)? ?address\b|\burl\b|\bwebsite of\b|\bwhich website\b|\bwhat is the (?:official )?website\b",
    "hours": r"(?:礼拜|星期|(?<![一每两三几])周)几(?:到(?:礼拜|星期|周)几)?[^，。？]{0,8}(?:有人|开|接待|上班|受理|[去来找]|办公|可以|能|值[班守])|几点(?:到几点)?(?:[上下]班|[开关]门?|能|可以|接待|受理|办公|有人|对外|$|[？?，,])|(?:什么时[候间]|啥时[候间]?|何时|哪[几一]?天)(?:可以|能|才)?(?:[上下]班|[开关]门|开放(?!数据)|接待|办公|对外办公|有人|去|上门|当面)|(?:什么时[候间]|啥时[候间]?)可以(?:去|来)|"
    r"(?:办公|上班|接待|受理|开放|工作|营业|对外服务|接听|咨询)时间(?!最?[长短])|\b(?:opening|office|working|reception|business|visiting|public|service|reading) (?:hours|times?)\b|\bopening times?\b|\bhours (?:is|are|can|of|for|does)\b|\b(?:days|times) and (?:hours|times|days)\b|"
    r"\b(?:at )?what (?:hours|times?) (?:can|is|are|do|does|may|could)\b|\b(?:at|during) what hours\b|\bwhat time\b|\b(?:on|at) (?:saturdays?|sundays?|weekends?|lunchtime|lunch)\b.*\b(?:hours|open|take|accept)|\bwhen (?:is|are) .{0,90}\bopen(?:ed)?(?: to the public)?\W*$|\bwhen (?:can|may|could) (?:i|we|one|people|residents|the public) (?:visit|come|go|call|drop)",
}
_REASON = re.compile(r"从几号|几号到几号|为什么|为啥|为何|咋会|怎么会|原因|理由|\bwhy\b|\breasons?\b")
"""Asks why (为什么换了地址), or from which day to which, not where."""
_BY_POST = re.compile(r"[邮寄]|写信|来信|去信|\b(?:write|writing|post(?:al)?|mail(?:ing)?|letter)\b")


def contact_kinds(lowered: str, counting: bool, units: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds asked for; none where the question counts (来电多少个)."""
    if _REASON.search(lowered):
        return ()
    if (
        counting
        and (
            units
            or re.search(r"(?:多少|(?<![周期拜])几)(?![点号楼层室栋])[一-鿿]{1,6}|\bhow many\b", lowered)
        )
        and not re.search(
            r"号码|[一-鿿]?电话是多少|^(?!.*how many).*\b(?:phone|telephone|fax|contact) number\b", lowered
        )
    ):
        return ()
    kinds = tuple(kind for kind, pattern in _CONTACT.items() if re.search(pattern, lowered))
    if "address" in kinds and "postcode" not in kinds and _BY_POST.search(lowered):
        kinds = (*kinds, "postcode")
    if (
        len(kinds) > 1
        and "telephone" in kinds
        and not re.search(r"电话|联系方式|\bphone\b|telephone|contact", lowered)
    ):
        return tuple(kind for kind in kinds if kind != "telephone")
    return kinds
