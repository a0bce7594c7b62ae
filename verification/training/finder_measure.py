"""Measures a finder checkpoint on a part of the split: python3 finder_measure.py NAME PART [first N photos].

A box counts as found when its rotated IoU with the true one is at least 0.5, the digits are read in the same
direction within 20°, and the box, lengthened by EXTENSION of its height on both sides, holds 95 % of the true width.
"""
import json
import sys
import time

import cv2
import numpy as np
import torch

import finder_pictures
from common import CACHE
from finder import KINDS, Finder, locate

EXTENSION = 0.5


def main():
    name, part = sys.argv[1], sys.argv[2]
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else None
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    net = network(name)
    straight = json.loads((CACHE / "straight.json").read_text())
    rows, clock = [], 0.0
    pictures = [(f, p) for f, p in finder_pictures.photos(part) if p.boxes]
    if limit:
        pictures = [pictures[i] for i in np.random.default_rng(0).permutation(len(pictures))[:limit]]
    found = {}
    for file, picture in pictures:
        start = time.process_time()
        boxes = locate(net, picture.levels[0])
        clock += time.process_time() - start
        found[file] = boxes
        ranks = [i for i, b in enumerate(boxes) if good(b, picture.boxes[0])]
        rows.append((file, straight[file]["layout"], straight[file]["kind"], ranks[0] if ranks else 99, len(boxes)))
    (CACHE / f"{name}-{part}-found.json").write_text(json.dumps(found))
    groups = [("all", rows), ("drums", [r for r in rows if r[1] == "drums"]),
              ("displays", [r for r in rows if r[1] != "drums" and r[2] == "odometer"]), ("trips", [r for r in rows if r[2] == "trip"])]
    for label, some in groups:
        if some:
            at = lambda n: 100 * np.mean([r[3] < n for r in some])
            print(f"{label}: {len(some)} photos, top-1 {at(1):.1f} %, top-3 {at(3):.1f} %, any {at(90):.1f} %, candidates {np.mean([r[4] for r in some]):.1f}")
    print(f"{clock / max(len(rows), 1):.3f} s a photo; missed:", " ".join(r[0][:4] for r in rows if r[3] > 0)[:1500])


def network(name):
    net = Finder()
    net.load_state_dict(torch.load(CACHE / f"{name}.pt"))
    net.eval()

    def run(photo):
        with torch.no_grad():
            score, geometry = net(torch.from_numpy(photo))
        return score.numpy(), geometry.numpy()

    return run


def good(box, true):
    return overlap(box, true) >= 0.5 and covers(box, true) >= 0.95 and np.cos(box["angle"] - true[4]) > 0.94


def overlap(box, true):
    a = ((box["cx"], box["cy"]), (box["w"], box["h"]), float(np.rad2deg(box["angle"])))
    b = ((true[0], true[1]), (true[2], true[3]), float(np.rad2deg(true[4])))
    shape = cv2.rotatedRectangleIntersection(a, b)[1]
    both = cv2.contourArea(cv2.convexHull(shape)) if shape is not None else 0.0
    return both / (box["w"] * box["h"] + true[2] * true[3] - both)


def covers(box, true):
    """Share of the true box's width within the lengthened box, along the box's direction."""
    c, s = np.cos(box["angle"]), np.sin(box["angle"])
    middle = (true[0] - box["cx"]) * c + (true[1] - box["cy"]) * s
    half, reach = true[2] / 2, box["w"] / 2 + EXTENSION * box["h"]
    return (min(middle + half, reach) - max(middle - half, -reach)) / true[2]


if __name__ == "__main__":
    main()
