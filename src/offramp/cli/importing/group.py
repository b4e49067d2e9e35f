"""The verbs of `offramp import`. A new one is a file beside this and a line in `VERBS`."""

from offramp.cli.importing import data, flee
from offramp.cli.verbs import Verbs, add_verbs, group

VERBS: Verbs = {
    "data": (data.data, data.EXAMPLE),
    "flee": (flee.import_instance, flee.EXAMPLE),
}
"""Each verb with its function, and the example that ends its help."""

app = group("Make scenarios, or parts of them, of what you hold.")
add_verbs(app, VERBS)
