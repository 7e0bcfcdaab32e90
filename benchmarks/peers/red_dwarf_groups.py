"""Groups of opinion by red-dwarf: ``red_dwarf_groups.py INPUT.npz REPEATS`` prints JSON."""

import contextlib
import io
import json
import sys
import time

import numpy as np
from reddwarf.implementations.polis import run_pipeline
from sklearn.metrics import silhouette_score

read = np.load(sys.argv[1])
columns = [read[name].tolist() for name in ("people", "statements", "votes")]
votes = [
    {"participant_id": person, "statement_id": statement, "vote": vote, "modified": 0}
    for person, statement, vote in zip(*columns, strict=True)
]


def count(rows):
    with contextlib.redirect_stdout(io.StringIO()):
        return run_pipeline(
            votes=rows, mod_out_statement_ids=read["moderated"].tolist(), random_state=0
        )


# Whatever is loaded or compiled at first counts for nobody.
with contextlib.suppress(Exception):
    count(votes[:2000])
seconds, processor = [], []
for _ in range(int(sys.argv[2])):
    began, used = time.perf_counter(), time.process_time()
    found = count(votes)
    seconds.append(time.perf_counter() - began)
    processor.append(time.process_time() - used)
grouped = found.participants_df[found.participants_df["to_cluster"]]
labels = grouped["cluster_id"].astype(int)
points = grouped[["x", "y"]].to_numpy()
told = {
    "seconds": seconds,
    "processor": processor,
    "groups": {str(person): int(group) for person, group in labels.items()},
    "silhouette": float(silhouette_score(points, labels)) if len(points) <= 10_000 else None,
    "representative": {
        str(group): [[one["tid"], one["repful-for"]] for one in chosen]
        for group, chosen in found.repness.items()
    },
}
print(json.dumps(told))
