"""A resource directory that works where there is no signal.

data/resources.yaml is read with line numbers (`records.load`), checked all at once (`records.check`) into `Resource`
values (`records.model`), and becomes two twins: a Whoosh index for the server (`search.index`) and a pack for the
phone (`pack.build`). `snapshot` holds records, index and pack of one state of the file; `site` serves it.
"""

__version__ = "0.1.0"
