"""A small legacy .xls file: a table with merged cells, number formats, a hidden row, a hidden sheet."""

from __future__ import annotations

import base64
import zlib

_PACKED = (
    "c-rk)TSyd982-<hnZ1~o^%iJgi;$J+L-Z1aP8UpyysQyjh+K6y4X-Rcqz`7<f*^qqM1?PcfxTEgbfXY^D0&Et3W^|d3!i!^Fz7*@"
    "{{NquQrp0#5|sIt^PhA6^M7+L|9|G3ofi}7lS8+2W3ULNpun8r1=l>Cz~r?nKEQUvprW07Fc}V36ucgEq)UT`DbL;HL-KbFB-~OT"
    "qXhVf={R&iWqVuLzl_+;W2h4}h7zG->`55JlnOaKt_+q9EHhc&WZOq9ce3Up%M!Gm6vtpfuPoed#qklD&uytF1>9rKJJxK4Y<Na-"
    "e0D&Xwi@h;oT_VCEe&~UG7JOyx;)$#j!-=fu0s+)C!)BuwKx=-ge;7MVfbeF0jBK@Kkj$*%c~cF`tJ+%?my@~=)!n<FFJRz{*qJy"
    "dcX(@ivB3>f-5SuDB?r+P=8Zj6p|t6rkIgpU$5RZ11+!y+s!2O@ZgD9ReP`{0JTqocLF8}w<s0d4elm<>Y;-bRf?(U2xHTZ%8?qf"
    "7a-~yQS1qz(d*{^D$J(B>l@K_;POQDKpzI{nIt-A_`T#?@Lo#c-I|Ot1ZiAO=RNDg+0Weg`m&<FTCZhI51&QmiM4@d3kIAc29i^`"
    "g&&G%96%v6wy-?UPhH35T$Wk5Z!j;Y&bA7Bd)ej!w-#VO+ZeC(jq}QzupIpyxStpOq;JOZXnCwFYxIpi1o`NZ5c28Q3q_(xT)Rqm"
    "pxe2y-fiz$=KS`a^GKgHcEdWB(_of1Fe07h7}scZXnn|D#IYA_PtvT}t7+CG))cEZ8HX*Ity=b`FEp%mOR5n&Uz%)X5qk{RL$St6"
    "T!p#hUj==mF!v<msZM+~PVXx7-4;hhP6m{{{W87(sL9dda5UynTximRHNmr|@seXRp<u*ZD;KYw$@N=Y7jx<EGsWJKJOdjNN@WJz"
    "r6s|W=NFbEj>S*8QsY>}jbqArRUzK0I&k2?fddB){sw~YFXl~{?iZSMM{!%<b!IWmIiE>ZEoz`0f2Z*uVi~ky9)Zq;;%6;r!hV)m"
    "BFFw-NH~nWN1z$%c^u6N$1mP7#r*j!ndtj>TPV@~=Mov`fA0SW$U-@3"
)
XLS = zlib.decompress(base64.b85decode(_PACKED))
