from __future__ import annotations

import csv
import io

import pytest

API = "/api/v1"


def code(response) -> str:
    return response.json()["error"]["code"]


def test_figures_carry_exact_quotes(real, sample_library):
    data = real.get(f"{API}/figures?agency=教育局&limit=5000").json()
    assert data["total"] == len(data["items"]) == len(sample_library.figures(agency="教育局"))
    for item in data["items"]:
        text = sample_library.report(item["report"]).text
        assert text[item["start"] : item["end"]] == item["quote"]
        assert item["text"] in item["quote"][slice(*item["mark"])]


def test_pages_follow_each_other_to_the_end(real):
    seen, address = [], f"{API}/figures?agency=教育局&year=2019&limit=50"
    while address:
        response = real.get(address)
        page = response.json()
        seen += [(i["report"], i["start"], i["mark"][0], i["indicator"]) for i in page["items"]]
        address = page["next"]
        assert (
            (f'<{address}>; rel="next"' == response.headers["link"])
            if address
            else "link" not in response.headers
        )
    assert len(seen) == page["total"]


def test_filters_work_together(real):
    found = real.get(f"{API}/figures?agency=教育局&year=2019&indicator=requests.received").json()["items"]
    assert {(f["year"], f["indicator"]) for f in found} == {(2019, "requests.received")}
    assert real.get(f"{API}/figures?agency=没有这个局").json()["total"] == 0


@pytest.mark.parametrize("path", ["figures?limit=20", "reports", "indicators"])
def test_csv_has_a_row_for_each_item(real, path):
    json_items = real.get(f"{API}/{path}").json()["items"]
    response = real.get(f"{API}/{path}", headers={"accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert len(rows) == len(json_items)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/*", "text/csv"),
        ("application/json;q=0, */*", "text/csv"),
        ("text/html, */*;q=0.1", "application/json"),
        ("application/*;q=nonsense, text/csv;q=0.1", "text/csv"),
    ],
)
def test_the_accept_header_decides(real, accept, media):
    response = real.get(f"{API}/indicators", headers={"accept": accept})
    assert response.headers["content-type"].startswith(media)


def test_nothing_acceptable(real):
    assert code(real.get(f"{API}/reports", headers={"accept": "text/html"})) == "not_acceptable"
    assert code(real.get(f"{API}/reports/education-2019", headers={"accept": "text/csv"})) == "not_acceptable"


@pytest.mark.parametrize(
    "path",
    [
        "figures",
        "indicators",
        "reports",
        "reports/education-2019",
        "reports/education-2019/quote?start=0&end=9",
    ],
)
def test_what_the_client_has_is_not_sent_again_until_the_index_changes(real, path):
    first = real.get(f"{API}/{path}")
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=60"
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}'):
        again = real.get(f"{API}/{path}", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert real.get(f"{API}/{path}", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_new_index_has_a_new_tag(make):
    from web.fake_library import FakeLibrary

    newer = FakeLibrary()
    newer.index_id = "g-0002"
    path = f"{API}/indicators"
    assert make().get(path).headers["etag"] != make(newer).get(path).headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        "figures?year=1899",
        "figures?year=x",
        "figures?limit=0",
        "figures?limit=5001",
        "figures?offset=-1",
        "figures?agancy=x",
        "reports?year=2201",
        "reports?indicator=x",
        "indicators?x=1",
        "reports/education-2019?text=perhaps",
        "reports/education-2019/quote",
        "reports/education-2019/quote?start=5&end=5",
        "reports/education-2019/quote?start=0&end=5001",
        "reports/education-2019/quote?start=-1&end=5",
        "widget?lang=fr",
    ],
)
def test_misspelt_or_unfit_parameters_are_refused(real, path):
    response = real.get(f"{API}/{path}")
    assert (response.status_code, code(response)) == (422, "invalid_request")


def test_a_report_and_its_text(real, sample_library):
    report = sample_library.report("education-2019")
    data = real.get(f"{API}/reports/education-2019").json()
    assert (data["title"], data["length"], data["text"]) == (report.title, len(report.text), None)
    assert [s["path"] for s in data["sections"]] == [list(s.path) for s in report.sections]
    assert real.get(f"{API}/reports/education-2019?text=true").json()["text"] == report.text


def test_a_quote_is_the_published_text(real, sample_library):
    data = real.get(f"{API}/reports/education-2019/quote?start=243&end=267").json()
    assert data["quote"] == sample_library.report("education-2019").text[243:267]
    assert data["section"][0] == "一、总体情况"
    assert data["url"] == "/reports/education-2019?quote=243-267#quote"


def test_unknown_reports_and_places(real):
    for path in ("reports/none", "reports/none/quote?start=0&end=5", "reports/..%2f..%2fetc"):
        assert real.get(f"{API}/{path}").status_code == 404
    assert code(real.get(f"{API}/reports/none")) == "report_not_found"
    place = real.get(f"{API}/reports/education-2019/quote?start=9999000&end=9999001")
    assert code(place) == "place_not_found"


def test_links_are_absolute_with_a_public_address_and_keep_a_prefix(make):
    client = make(public_url="https://qa.example.gov.cn/nianbao", web={"root_path": "/nianbao"})
    url = client.get(f"{API}/reports/kj-2018").json()["url"]
    assert url == "https://qa.example.gov.cn/nianbao/reports/kj-2018"
    answer = client.post(f"{API}/ask", json={"question": "2018年提案"}).json()
    assert answer["citations"][0]["url"].startswith(
        "https://qa.example.gov.cn/nianbao/reports/kj-2018?quote="
    )
    assert client.get(f"{API}/figures?limit=1").json()["next"].startswith("/nianbao/api/v1/figures?")


# --- for operators


def test_ready_only_with_a_library(make):
    waiting = make(loaded=False)
    assert waiting.get("/readyz").status_code == 503
    assert "reportqa_ready 0.0" in waiting.get("/metrics").text
    ready = make()
    assert ready.get("/readyz").json() == {"status": "ready", "index": "g-0001"}


def test_metrics_count_routes_and_never_hold_words(make):
    client = make()
    client.post(f"{API}/ask", json={"question": "2018年提案机密"})
    client.get(f"{API}/reports/kj-2018")
    client.get(f"{API}/reports/geheim")
    client.get(f"{API}/elsewhere")
    text = client.get("/metrics").text
    assert 'reportqa_requests_total{method="POST",route="/ask",status="200"} 1.0' in text
    assert 'reportqa_requests_total{method="GET",route="/reports/{report_id}",status="404"} 1.0' in text
    assert 'reportqa_refused_total{code="report_not_found"} 1.0' in text
    assert 'reportqa_answers_total{language="zh",status="answered"} 1.0' in text
    assert not any(word in text for word in ("机密", "geheim", "elsewhere"))
    assert make(metrics=False).get("/metrics").status_code == 404


def test_the_widgets_file_can_be_kept_and_used_anywhere(client):
    first = client.get("/widget.js")
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    assert first.headers["access-control-allow-origin"] == "*"
    assert client.get("/widget.js", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_the_viewer_and_its_files_come_from_here(client):
    page = client.get(f"{API}/docs")
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "http" not in page.text.replace("http-equiv", "")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "start.js"):
        assert client.get(f"{API}/docs/{name}").status_code == 200
    assert client.get(f"{API}/docs/redoc.standalone.js").status_code == 404
