"""Splits the odometer photos by vehicle into train, calibration and test; writes .cache/split.json.

The file numbers run in time, and a vehicle's readings rise slowly along them: on a plot of reading against file
number every vehicle is a rising line. Above 60,000 the lines are far apart, so a small gap between sorted readings
means one vehicle. Below, a fleet of scooters of one model lies densely: there a photo joins the line it continues
best, and readings within NEAR of each other are joined too (photos of one trip). A wrong join only makes a group
larger; it leaks nothing. The display column is not used: it calls many of the scooters' drums "digital".

Whole groups go to a part by a seeded hash, the giants to train. All scooters share one instrument model, so the
test part holds other vehicles but, for the scooters, not another instrument; metrics are reported for both kinds.
"""
import hashlib
import json
from collections import Counter, defaultdict

from common import CACHE, labels

SEED = "evergraph-odometer-1"
SHARE = {"train": 0.70, "calibration": 0.12, "test": 0.18}
GIANT = 0.075  # of all photos
DENSE_BELOW = 60_000  # km
GAP = 700  # km between neighbouring readings of one vehicle above DENSE_BELOW
NEAR = 20  # km; two photos that close are one vehicle, whenever taken
LINE_FILES, LINE_SLOPE, LINE_SLACK = 110, 7.0, 20  # photos, km per photo, km


def main():
    rows = labels()
    group = vehicles(rows)
    part = parts(group)
    out = {r["file"]: {"vehicle": group[r["file"]], "part": part[group[r["file"]]]} for r in rows}
    CACHE.mkdir(exist_ok=True)
    (CACHE / "split.json").write_text(json.dumps(out, indent=0))
    report(rows, out)


def vehicles(rows):
    """file -> vehicle name, by union-find."""
    parent = {r["file"]: r["file"] for r in rows}

    def root(f):
        while parent[f] != f:
            parent[f] = parent[parent[f]]
            f = parent[f]
        return f

    def join(a, b):
        parent[root(a)] = root(b)

    by_reading = sorted(rows, key=lambda r: (int(r["reading"]), r["file"]))
    for a, b in zip(by_reading, by_reading[1:]):
        gap = int(b["reading"]) - int(a["reading"])
        if gap <= (GAP if int(a["reading"]) >= DENSE_BELOW else NEAR):
            join(a["file"], b["file"])

    lines = []  # last (file number, reading, file) of each
    for r in sorted((r for r in rows if int(r["reading"]) < DENSE_BELOW), key=lambda r: r["file"]):
        number, km = int(r["file"][:4]), int(r["reading"])
        fitting = [
            (km - line[1], i)
            for i, line in enumerate(lines)
            if 0 < number - line[0] <= LINE_FILES and 0 <= km - line[1] <= LINE_SLACK + LINE_SLOPE * (number - line[0])
        ]
        if fitting:
            i = min(fitting)[1]
            join(r["file"], lines[i][2])
            lines[i] = (number, km, r["file"])
        else:
            lines.append((number, km, r["file"]))
    lowest = {}
    for r in by_reading:
        lowest.setdefault(root(r["file"]), f"v{r['reading']}-{r['file'][:4]}")
    return {r["file"]: lowest[root(r["file"])] for r in rows}


def parts(group):
    """vehicle -> part: giants to train, then each group, in hashed order, to the part that lacks most."""
    size = Counter(group.values())
    total = sum(size.values())
    want = {p: share * total for p, share in SHARE.items()}
    part = {}
    order = sorted(size, key=lambda v: hashlib.sha256(f"{SEED}:{v}".encode()).hexdigest())
    for v in sorted(order, key=lambda v: size[v] < GIANT * total):
        p = "train" if size[v] >= GIANT * total else max(want, key=lambda p: want[p] / (SHARE[p] * total))
        part[v] = p
        want[p] -= size[v]
    return part


def report(rows, out):
    groups = defaultdict(list)
    for r in rows:
        groups[out[r["file"]]["vehicle"]].append(r)
    for p in SHARE:
        mine = [r for r in rows if out[r["file"]]["part"] == p]
        kinds = Counter(r["display"] or "unknown" for r in mine)
        print(f"{p}: {len(mine)} photos ({sum(r['sure'] for r in mine)} sure), "
              f"{len({out[r['file']]['vehicle'] for r in mine})} vehicles, {dict(kinds)}")
    print("largest vehicles:")
    for v, members in sorted(groups.items(), key=lambda g: -len(g[1]))[:16]:
        km = [int(r["reading"]) for r in members]
        print(f"  {v}: {len(members)} photos, {min(km)}-{max(km)} km, {out[members[0]['file']]['part']}")


if __name__ == "__main__":
    main()
