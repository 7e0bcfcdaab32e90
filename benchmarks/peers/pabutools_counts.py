"""Counts by pabutools: ``pabutools_counts.py FILE.pb RULE REPEATS`` prints JSON.

RULE is ``cost``, ``cardinality``, ``greedy`` or ``add1``. Seconds are told of the three parts: from
the file to the profile, to its merged form (``as_multiprofile``), and the count.
"""

import json
import sys
import time

from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import lexico_tie_breaking

path, rule, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
told = {"seconds": []}
for _ in range(repeats):
    began = time.perf_counter()
    instance, profile = parse_pabulib(path)
    read = time.perf_counter()
    profile = profile.as_multiprofile()
    merged = time.perf_counter()
    options = {
        "sat_class": Cardinality_Sat if rule == "cardinality" else Cost_Sat,
        "tie_breaking": lexico_tie_breaking,
    }
    if rule == "greedy":
        outcome = greedy_utilitarian_welfare(instance, profile, **options)
    elif rule == "add1":
        outcome = method_of_equal_shares(instance, profile, voter_budget_increment=1, **options)
    else:
        outcome = method_of_equal_shares(instance, profile, **options)
    ended = time.perf_counter()
    told["seconds"].append([read - began, merged - read, ended - merged])
told["funded"] = sorted(project.name for project in outcome)
print(json.dumps(told))
