"""Whole photo -> reading, with the finder and the reader: python3 finder_read.py FINDER READER PART.

Uses the boxes that finder_measure.py left in .cache/FINDER-PART-found.json. Each candidate is read from several cuts; a
text's weight is the sum over cuts of its probability, times the candidate's score. With the previous reading known
(a seeded 0 to 500 km below the true one), a candidate whose reading lies in the 1,500 km above it goes first.
Exact: the digits without leading zeros and without a point equal the label.
"""
import json
import sys

import cv2
import numpy as np
import torch

from camera import corners, extended, strip
from common import CACHE, PHOTOS, labels
from finder import TRIP_SHARE
from reader import load
from reader_measure import read

# Sides moved outwards, in heights of the box: left, right, top, bottom
CUTS = ((0.1, 0.1, 0.1, 0.1), (0.2, 0.2, 0.05, 0.05), (0.4, 0.4, 0.15, 0.15), (0.2, 0.6, 0.12, 0.12), (0.35, 0.35, 0.3, 0.3))
CANDIDATES = 4
WINDOW = 1500  # km


def main():
    finder, reader, part = sys.argv[1:4]
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    model = load(reader)
    model.eval()
    truth = {r["file"]: r["reading"] for r in labels()}
    straight = json.loads((CACHE / "straight.json").read_text())
    rng = np.random.default_rng(5)
    rows = []
    for file, boxes in json.loads((CACHE / f"{finder}-{part}-found.json").read_text()).items():
        ranked = weighed(model, cv2.cvtColor(cv2.imread(str(PHOTOS / file)), cv2.COLOR_BGR2GRAY), boxes)
        wanted = int(truth[file])
        previous = max(0, wanted - int(rng.integers(0, 500)))
        plausible = [v for v in ranked if previous <= v <= previous + WINDOW]
        best, known = (ranked + [-1])[0], (plausible + ranked + [-1])[0]
        rows.append((straight[file]["layout"] == "drums", best == wanted, known == wanted, wanted in ranked, file))
    for label, some in (("all", rows), ("drums", [r for r in rows if r[0]]), ("displays", [r for r in rows if not r[0]])):
        if some:
            share = [100 * np.mean([r[k] for r in some]) for k in (1, 2, 3)]
            print(f"{label}: {len(some)} photos, exact {share[0]:.1f} %, previous reading known {share[1]:.1f} %, among the candidates {share[2]:.1f} %")
    print("wrong:", " ".join(r[4][:4] for r in rows if not r[1]))


def weighed(model, grey, boxes):
    """Values that were read, most weight first."""
    strips, shares = [], []
    for box in boxes[:CANDIDATES]:
        quad = corners(box["cx"], box["cy"], box["w"], box["h"], np.rad2deg(box["angle"]))
        for cut in CUTS:
            strips.append(strip(grey, extended(quad, *cut)))
            shares.append(box["score"] ** 2 * (1 if box["kind"] == "odometer" else TRIP_SHARE))
    if not strips:
        return []
    with torch.no_grad():
        logits, _ = model(torch.from_numpy(np.stack(strips).astype(np.float32)[:, None] / 255))
    weight = {}
    for text, confidence, share in zip(*read(logits)[:2], shares):
        digits = text.replace(".", "")
        if len(digits) >= 3:
            weight[int(digits)] = weight.get(int(digits), 0) + confidence * share
    return sorted(weight, key=lambda v: -weight[v])


if __name__ == "__main__":
    main()
