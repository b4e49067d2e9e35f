"""The JSON Schema of what goes over the wire: `python -m offramp.web.schema` prints it.

The front end's types are generated from it, so that the page and the server cannot drift apart.
"""

import json
import sys
from typing import Any

from pydantic.json_schema import models_json_schema

from offramp.web.messages import Failure, Order, Overview, RunInfo, ScenarioInfo


def messages_schema() -> dict[str, Any]:
    """Return the JSON Schema of all messages: orders as they are read, answers as written."""
    answers = (Overview, RunInfo, ScenarioInfo, Failure)
    _, schema = models_json_schema(
        [(Order, "validation"), *((model, "serialization") for model in answers)],
        title="Messages",
        description="What goes over the wire.",
    )
    return schema | {"additionalProperties": False}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(messages_schema(), indent=1) + "\n")
