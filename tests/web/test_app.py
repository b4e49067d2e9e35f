"""A client orders runs, follows them and looks at them."""

import json

import pytest

from tests.web.conftest import SMALL


def test_it_says_what_is_here(client):
    state = client.get("/api/state").json()
    assert state["scenario"] == "ardenia"
    assert "ardenia" in {one["id"] for one in state["scenarios"]}
    assert state["runs"] == []


def test_it_says_what_can_be_changed(client):
    info = client.get("/api/scenarios/ardenia").json()
    assert info["as_of"] == "2030-03-11"
    measures = {one["id"]: one for one in info["measures"]}
    assert measures["truce_mediation"]["actors"]
    assert {one["id"] for one in info["overlays"]}


def test_a_run_is_ordered_followed_and_shown_with_its_decision(client, wait):
    ordered = client.post("/api/runs", json=SMALL)
    assert ordered.status_code == 202
    base = ordered.json()
    forced = {**SMALL, "force": ["truce_mediation@2030-03-13"]}
    other = client.post("/api/runs", json=forced).json()
    assert other["changed"] == ["force truce_mediation@2030-03-13"]

    with client.stream("GET", f"/api/runs/{base['id']}/progress") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in answer.iter_lines() if line.startswith("data:")]
    told = [json.loads(line.removeprefix("data:")) for line in lines]
    assert told[-1]["state"] == "finished"
    assert told[-1]["done"] == SMALL["members"]

    wait(client, other["id"], "finished")
    shown = client.get(f"/api/runs/{base['id']}/picture").json()
    assert shown["head"]["members"] == SMALL["members"]
    assert shown["head"]["changed"] == []
    beside = client.get(f"/api/runs/{other['id']}/picture", params={"with": base["id"]}).json()
    assert any("truce_mediation" in one for one in beside["head"]["changed"])
    assert [one["id"] for one in client.get("/api/state").json()["runs"]] == [
        other["id"],
        base["id"],
    ]


def test_a_run_that_lay_there_is_shown_and_cannot_be_stopped(serve, tmp_path):
    import offramp

    offramp.run("ardenia", members=2, days=12, out=tmp_path / "runs" / "mine")
    client = serve(tmp_path / "runs")
    (info,) = client.get("/api/state").json()["runs"]
    assert (info["id"], info["state"], info["done"]) == ("mine", "finished", 2)
    assert client.get("/api/runs/mine/picture").status_code == 200
    assert client.delete("/api/runs/mine").status_code == 409


def test_a_run_elsewhere_is_shown_where_it_is_given(serve, tmp_path):
    import offramp

    offramp.run("ardenia", members=2, days=12, out=tmp_path / "elsewhere")
    client = serve(tmp_path / "runs", given=tmp_path / "elsewhere")
    assert client.get("/api/runs/elsewhere/picture").status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scenario": "nowhere"}, 'there is no scenario "nowhere"'),
        ({"scenario": "/etc/passwd"}, "scenario"),
        ({"members": 0}, "members"),
        ({"members": 10**9}, "members"),
        ({"seed": -1}, "seed"),
        ({"overlays": ["nothing"]}, 'keeps no overlay "nothing"'),
        ({"overlays": ["../../secret.yaml"]}, "overlays"),
        ({"force": ["truce_mediation"]}, "force"),
        ({"force": ["truce_mediaton@2030-03-20"]}, 'no measure "truce_mediaton"'),
        ({"force": ["truce_mediation@2030-13-01"]}, "is no date"),
        ({"force": ["truce_mediation@2029-01-01"]}, "cannot be forced"),
        ({"forbid": ["nobody:truce_mediation"]}, 'no actor "nobody"'),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_order_that_does_not_fit_gets_one_sentence(client, changes, words):
    answer = client.post("/api/runs", json={**SMALL, **changes})
    assert answer.status_code in (404, 422)
    assert words in answer.json()["error"]
    assert client.get("/api/state").json()["runs"] == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/runs/none", 404),
        ("GET", "/api/runs/none/picture", 404),
        ("GET", "/api/runs/none/progress", 404),
        ("GET", "/api/runs/..%2F..%2Fetc/picture", 404),
        ("GET", "/api/runs/.serve/picture", 404),
        ("DELETE", "/api/runs/none", 404),
        ("POST", "/api/runs/none/resume", 404),
        ("GET", "/api/nothing", 404),
        ("PUT", "/api/runs", 405),
    ],
)
def test_what_is_not_there_gets_one_sentence(client, method, path, status):
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_what_is_no_json_or_too_large_gets_one_sentence(client):
    broken = client.post("/api/runs", content=b"{", headers={"content-type": "application/json"})
    assert broken.status_code == 422
    assert broken.json()["error"]
    large = client.post("/api/runs", json={**SMALL, "overlays": ["x" * 70_000]})
    assert large.status_code == 413
    assert large.json()["error"]


def test_the_page_begins_without_a_run_and_is_in_nobodys_frame(client):
    page = client.get("/")
    assert page.status_code == 200
    assert '<script type="application/json" id="picture">null</script>' in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
