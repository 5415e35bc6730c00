from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.reading.pdf_glyphs import Glyph, drop_doubled
from reportqa.reading.pdf_lines import cell_text
from reportqa.reading.pdf_paths import Drawing
from reportqa.reading.pdf_radicals import unify
from reportqa.reading.pdf_rubbish import Layer, judge_layer
from reportqa.reading.ruling import Rule, ruled_tables

PROSE = "本报告由某县人民政府办公室根据中华人民共和国政府信息公开条例要求编制报告中所列数据统计期限自一月一日起至十二月三十一日止如有疑问请与我们联系全年公开"


def glyphs(text: str, *, hidden: bool = False, unmapped: bool = False) -> list[Glyph]:
    return [
        Glyph(
            c, 10.0 * i, 0, 10.0 * i + 9, 10, 10.0 * i, 10.0 * i + 10, 9, 10, False, False, unmapped, hidden
        )
        for i, c in enumerate(text)
    ]


def test_radical_code_points_become_the_characters_they_look_like() -> None:
    assert unify("⼀、⽇常⻚⾯") == "一、日常页面"
    assert unify("第（一）项 20 件") == "第（一）项 20 件"


def test_layers_are_judged_page_by_page() -> None:
    scan = Drawing(image_share=0.95)
    assert judge_layer(glyphs(PROSE), Drawing()) is Layer.GOOD
    assert judge_layer([], Drawing()) is Layer.EMPTY
    assert judge_layer([], scan) is Layer.IMAGE
    assert judge_layer(glyphs("- 3 -"), scan) is Layer.IMAGE
    assert judge_layer(glyphs("- 3 -"), Drawing()) is Layer.GOOD
    assert judge_layer(glyphs(PROSE, hidden=True), scan) is Layer.UNDER_SCAN
    assert judge_layer(glyphs("\ue012\ue013" * 40), Drawing()) is Layer.RUBBISH
    assert judge_layer(glyphs(PROSE, unmapped=True), Drawing()) is Layer.RUBBISH
    assert judge_layer(glyphs("2023 21 0 0 17 4 95" * 8), Drawing()) is Layer.RUBBISH
    assert (
        judge_layer(glyphs("".join(chr(0x4E00 + 211 * i % 20000) for i in range(300))), Drawing())
        is Layer.RUBBISH
    )


def test_doubling_keeps_characters_that_are_really_two() -> None:
    assert "".join(g.text for g in drop_doubled(glyphs("人人有责1100"))) == "人人有责1100"


def test_a_number_wrapped_in_a_full_cell_is_one_and_words_are_two() -> None:
    def stacked(*lines: str) -> list[Glyph]:
        return [
            Glyph(
                c,
                5.0 * i,
                12.0 * n,
                5.0 * i + 5,
                12.0 * n + 9,
                5.0 * i,
                5.0 * i + 5,
                12.0 * n + 9,
                10,
                *[False] * 4,
            )
            for n, line in enumerate(lines)
            for i, c in enumerate(line)
        ]

    assert cell_text(stacked("7730.", "28"), 30) == "7730.28"
    assert cell_text(stacked("12", "34"), 80) == "12 34"
    assert cell_text(stacked("total", "sum"), 30) == "total sum"


@st.composite
def layouts(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, int, int]]]:
    """Draw a grid whose cells are rows of random spans, some of them two rows high."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            wide = draw(st.integers(1, 2)) if c + 1 < columns and not taken[r][c + 1] else 1
            high = draw(st.integers(1, 2)) if r + 1 < rows else 1
            if any(taken[i][j] for i in range(r, r + high) for j in range(c, c + wide)):
                high = 1
            for i in range(r, r + high):
                for j in range(c, c + wide):
                    taken[i][j] = True
            cells.append((r, c, high, wide))
    return rows, cells


@given(layouts(), st.booleans(), st.floats(-0.8, 0.8))
@settings(max_examples=60, deadline=None)
def test_borders_give_back_the_cells_they_were_drawn_from(
    layout: tuple[int, list[tuple[int, int, int, int]]], open_end: bool, jitter: float
) -> None:
    rows, cells = layout
    across, down = [], []
    for r, c, high, wide in cells:
        left, right, top, bottom = 50 + 40 * c, 50 + 40 * (c + wide), 60 + 20 * r, 60 + 20 * (r + high)
        across += [Rule(top + jitter, left, right), Rule(bottom, left - 0.5, right)]
        down += [Rule(left, top, bottom), Rule(right + jitter, top, bottom + 0.5)]
    end = 60 + 20 * rows
    if open_end:  # a page break prints no border under the last row
        across = [rule for rule in across if abs(rule.at - end) > 2]
    tables = ruled_tables(across, down)
    edges_x = {c for _, c, _, _ in cells} | {c + wide for _, c, _, wide in cells}
    edges_y = {r for r, _, _, _ in cells} | {r + high for r, _, high, _ in cells}
    if len(cells) < 2:
        assert tables == []
        return
    (table,) = tables
    assert (len(table.xs), len(table.ys)) == (len(edges_x), len(edges_y))
    assert len(table.cells) == len(cells)
    assert table.open_bottom == open_end
    assert not table.open_top


def test_underlines_and_lone_strokes_make_no_table() -> None:
    lines = [Rule(100 + 20 * i, 80, 400) for i in range(5)]
    assert ruled_tables(lines, []) == []
    assert ruled_tables(lines, [Rule(120, 300, 320)]) == []
