"""The JSON Schema of the page's data: `python -m offramp.report.schema` prints it.

The front end's types are generated from it, so that the page and the data cannot drift apart.
"""

import json
import sys
from typing import Any

from offramp.report.picture.picture import Picture


def picture_schema() -> dict[str, Any]:
    """Return the JSON Schema of a `Picture` as it is written."""
    return Picture.model_json_schema(mode="serialization")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(picture_schema(), indent=1) + "\n")
