"""The application: what can be asked, and what is answered."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException

from offramp.report.page import page_without_run
from offramp.report.picture.picture import Picture
from offramp.web.foreman import Foreman
from offramp.web.guard import LARGEST
from offramp.web.ledger import Ledger
from offramp.web.messages import Failure, Order, Overview, RunInfo, ScenarioInfo
from offramp.web.pictures import Pictures
from offramp.web.refusal import Refusal
from offramp.web.runs import Runs
from offramp.web.shelf import Shelf

OFTEN = 0.3
"""Seconds between two looks at a run whose progress is followed."""
ENDED = ("finished", "failed", "stopped")

RunId = Annotated[str, Path(max_length=121, examples=["ardenia-20300301T120000Z"])]
FAILURE = {"schema": {"$ref": "#/components/schemas/Failure"}}
"""Said in full, for else the answers of a stream of events would be described as such streams."""
WRONG: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": text, "content": {"application/json": FAILURE}}
    for status, text in {
        400: "it cannot be read",
        401: "a token is needed",
        403: "not from here",
        404: "there is none",
        409: "not as things stand",
        413: "it is too large",
        422: "it does not fit",
    }.items()
}


def application(shelf: Shelf, runs: Runs, ledger: Ledger) -> FastAPI:
    """Return the application over one folder of runs.

    Args:
        shelf: scenarios that can be run.
        runs: that can be looked at.
        ledger: where orders are written down.
    """
    foreman = Foreman(ledger)
    pictures = Pictures()

    @asynccontextmanager
    async def working(_: FastAPI) -> AsyncIterator[None]:
        foreman.start()
        yield
        foreman.close()

    app = FastAPI(
        title="Offramp",
        summary="Runs of a crisis laboratory. Not a prediction, not legal advice, not targeting.",
        version=version("offramp"),
        lifespan=working,
        max_body_size=LARGEST,
        docs_url=None,
        redoc_url=None,
        responses=WRONG,
    )
    _answer_failures(app)

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(page_without_run())

    @app.get("/api/state")
    def state() -> Overview:
        """Return what is here: scenarios and runs."""
        return Overview(
            version=version("offramp"),
            scenario=shelf.first,
            scenarios=shelf.names,
            runs=runs.all(),
        )

    @app.get("/api/scenarios/{name}")
    def scenario(name: Annotated[str, Path(max_length=80)]) -> ScenarioInfo:
        """Return what can be changed about a scenario."""
        return shelf.info(name)

    @app.post("/api/runs", status_code=202)
    def order(wanted: Order) -> RunInfo:
        """Order a run: it is checked at once, and waits for those before it."""
        checked = shelf.scenario(wanted)
        entry = ledger.add(wanted, shelf.path(wanted.scenario), checked.title)
        return runs.info(entry.id)

    @app.get("/api/runs/{run}")
    def info(run: RunId) -> RunInfo:
        """Return how far a run is."""
        return runs.info(run)

    @app.delete("/api/runs/{run}")
    def stop(run: RunId) -> RunInfo:
        """Stop a run; the futures that are whole are kept."""
        foreman.stop(runs.entry(run))
        return runs.info(run)

    @app.post("/api/runs/{run}/resume", status_code=202)
    def resume(run: RunId) -> RunInfo:
        """Finish a run that was stopped or failed."""
        foreman.resume(runs.entry(run))
        return runs.info(run)

    @app.get("/api/runs/{run}/progress", response_class=EventSourceResponse)
    async def progress(
        now: Annotated[RunInfo, Depends(info)], request: Request
    ) -> AsyncIterable[ServerSentEvent]:
        """Follow a run until it ends: an event `progress` whenever it has come further."""
        yield ServerSentEvent(data=now, event="progress")
        while now.state not in ENDED and not await request.is_disconnected():
            await asyncio.sleep(OFTEN)
            last, now = now, await asyncio.to_thread(runs.info, now.id)
            if now != last:
                yield ServerSentEvent(data=now, event="progress")

    @app.get("/api/runs/{run}/picture", response_model=Picture)
    def shown(
        run: RunId,
        beside: Annotated[str | None, Query(alias="with", max_length=121)] = None,
    ) -> Response:
        """Return the page of a run, beside another on the same futures if one is given."""
        paths = [runs.folder(name) for name in (run, beside) if name]
        return Response(pictures.of(paths), media_type="application/json")

    return app


def _answer_failures(app: FastAPI) -> None:
    """Let every failure be answered with one sentence."""

    @app.exception_handler(Refusal)
    def refused(_: Request, error: Refusal) -> JSONResponse:
        return JSONResponse({"error": str(error)}, status_code=error.status)

    @app.exception_handler(RequestValidationError)
    def unfit(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        words = f"{where or 'the request'}: {first['msg']}"
        return JSONResponse({"error": words}, status_code=422)

    @app.exception_handler(HTTPException)
    def wrong(_: Request, error: HTTPException) -> JSONResponse:
        words = str(error.detail)
        return JSONResponse({"error": words}, status_code=error.status_code, headers=error.headers)

    @app.exception_handler(Exception)
    def defect(_: Request, error: Exception) -> JSONResponse:
        words = f"offramp has a defect: {type(error).__name__}: {error}"
        return JSONResponse({"error": words}, status_code=500)
