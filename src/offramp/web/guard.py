"""Who may ask: the right host, the same origin, and the token where there is one.

A page elsewhere on the web can make a browser send requests to this machine. It can neither read
the answers nor set `Content-Type: application/json` across origins; names that are pointed here
from outside are refused by their `Host`, and requests that other pages send by their `Origin`.
"""

from secrets import compare_digest
from urllib.parse import urlsplit

from fastapi.responses import JSONResponse, RedirectResponse
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "offramp_token"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Of every answer: the page is one file, loads nothing, and is in nobody's frame."""
LARGEST = 65_536
"""Bytes of a request."""
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")
"""Names of this machine for itself."""


class Guard:
    """Lets requests through, or answers them.

    Args:
        app: behind it.
        hosts: names that a request may be addressed to; None for any.
        token: that a request must carry; empty for none.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...] | None, token: str) -> None:
        self._app = app
        self._hosts = hosts
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts is not None and _name(f"//{host}") not in self._hosts:
            return _refused(403, "this server does not answer to that name")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return _refused(403, "another page may not ask this server")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            return _refused(413, f"a request may have {LARGEST:,} bytes at most")
        if not self._token:
            return None
        given = QueryParams(scope.get("query_string", b"")).get("token", "")
        if given and scope["path"] == "/" and self._right(given):
            entered = RedirectResponse("/", status_code=303)
            entered.set_cookie(COOKIE, given, httponly=True, samesite="strict")
            return entered
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._right(bearer):
            return None
        if self._right(_cookie(headers)):
            return None
        words = "a token is needed: open the address that `offramp serve` printed"
        return _refused(401, words, {"WWW-Authenticate": "Bearer"})

    def _right(self, token: str) -> bool:
        return compare_digest(token.encode(), self._token.encode())


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def _name(url: str) -> str:
    """Return the name of a host, without its port; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _cookie(headers: Headers) -> str:
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


def _refused(status: int, words: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": words}, status_code=status, headers=headers)
