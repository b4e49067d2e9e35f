"""Who may ask."""

import pytest

from tests.web.conftest import SMALL

TOKEN = "right-token"


@pytest.fixture
def closed(serve, tmp_path):
    """An application that needs a token."""
    client = serve(tmp_path / "runs", token=TOKEN)
    client.follow_redirects = False
    return client


@pytest.mark.parametrize("path", ["/", "/api/state", "/openapi.json", "/api/runs/x/picture"])
def test_without_the_token_nothing_is_answered(closed, path):
    answer = closed.get(path)
    assert answer.status_code == 401
    assert "token" in answer.json()["error"]
    assert closed.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert closed.get(path, params={"token": "wrong"}).status_code == 401


def test_the_token_is_taken_from_a_header(closed):
    answer = closed.get("/api/state", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200


def test_the_token_in_the_address_becomes_a_cookie_and_leaves_the_address(closed):
    entered = closed.get("/", params={"token": TOKEN})
    assert entered.status_code == 303
    assert entered.headers["location"] == "/"
    assert "httponly" in entered.headers["set-cookie"].lower()
    assert "samesite=strict" in entered.headers["set-cookie"].lower()
    assert closed.get("/api/state").status_code == 200


def test_a_token_of_strange_signs_is_refused(closed):
    strange = {"authorization": "Bearer é☃".encode()}
    assert closed.get("/api/state", headers=strange).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "", "[::1", "127.0.0.1.a"])
def test_another_name_is_not_answered_to(client, host):
    answer = client.get("/api/state", headers={"host": host})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_names_of_this_machine_are(client, host):
    assert client.get("/api/state", headers={"host": host}).status_code == 200


def test_another_page_may_not_order(client):
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9999"):
        answer = client.post("/api/runs", json=SMALL, headers={"origin": origin})
        assert answer.status_code == 403
    assert client.get("/api/state").json()["runs"] == []
