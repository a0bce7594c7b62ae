"""Real strips for the reader, cut from the photos: .cache/real-train.npz (many faulty variants of each photo of the
train part, with negatives) and .cache/real-clean.npz (one clean strip of every photo whose reading is sure).

python3 reader_real.py [VARIANTS]   (0: the clean strips only)

The labels leave out leading zeros, which drums show: a drum label is filled to the six drums all of them have. The
last drum, white, counts like the others in the labels, so it does here. A trip meter's label lacks its point.
"""
import json
import sys

import cv2
import numpy as np

from camera import corners, extended, grey, snapshot, strip
from common import CACHE, PHOTOS, labels
from strips import NONE, ODOMETER, TRIP

SEED = 5
MARGIN = 0.1  # of the box's height, on every side: what the reader expects around the digits
CLOCK_BELOW = ("three", "over-clock")  # layouts whose line under the reading is a clock
NEGATIVES = 0.14  # share of a photo's variants that show something else


def main():
    variants = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    rng = np.random.default_rng(SEED)
    split = json.loads((CACHE / "split.json").read_text())
    boxes = json.loads((CACHE / "straight.json").read_text())
    lines = json.loads((CACHE / "lines.json").read_text())
    train, clean = ([], [], [], []), ([], [], [], [])
    for row in labels():
        file, found = row["file"], boxes.get(row["file"])
        trip = bool(found) and found.get("kind") == "trip"
        if not found or not found.get("sure", True) or not (row["sure"] or trip):
            continue
        image = cv2.imread(str(PHOTOS / file))
        if image is None:
            continue
        text = shown_text(row["reading"], found, trip)
        kind = TRIP if trip else ODOMETER
        quad = corners(*(found[k] for k in ("cx", "cy", "w", "h", "angleDeg")))
        if not trip:
            add(clean, strip(grey(None, image), extended(quad, *[MARGIN] * 4)), text, kind, file)
        if split[file]["part"] != "train":
            continue
        for _ in range(variants):
            try:
                if rng.random() < NEGATIVES:
                    other = elsewhere(rng, image, row["box"], found, lines.get(file, ()))
                    if other is not None:
                        add(train, snapshot(rng, *close_up(rng, image, other), faults=0.5), "", NONE, file)
                else:
                    add(train, snapshot(rng, *close_up(rng, image, quad), faults=0.6), text, kind, file)
            except cv2.error:  # a box that lies almost outside the picture
                continue
    for name, data in (("real-train", train), ("real-clean", clean)):
        strips, texts, kinds, files = data
        if not texts:  # no variants asked for: what was made before stays
            continue
        np.savez(CACHE / f"{name}.npz", strips=np.array(strips), texts=np.array(texts, "U10"), kinds=np.array(kinds, np.uint8), files=np.array(files))
        print(name, len(texts), "strips")


def shown_text(reading, found, trip):
    if trip:
        return reading[:-1] + "." + reading[-1]
    return reading.zfill(6) if found.get("layout") == "drums" else reading


def add(data, image, text, kind, file):
    for column, value in zip(data, (image, text, kind, file)):
        column.append(value)


def close_up(rng, image, quad):
    """The part of the photo around a box, grey, and the box in it."""
    h = np.linalg.norm(quad[3] - quad[0])
    x0, y0 = np.maximum(quad.min(0) - 2 * h, 0).astype(int)
    x1, y1 = (quad.max(0) + 2 * h).astype(int)
    return grey(rng, image[y0:y1, x0:x1]), quad - np.array([x0, y0], np.float32)


def elsewhere(rng, image, label_box, found, lines):
    """A box of the same photo that shows no reading: the clock under it, or anything outside the labelled display."""
    if found.get("layout") in CLOCK_BELOW and lines and rng.random() < 0.4:
        below = [l for l in lines if l[1] > found["cy"] + 0.9 * found["h"] and abs(found["angleDeg"]) < 20]
        if below:
            cx, cy, w, h, degrees = min(below, key=lambda l: l[1])[:5]
            return corners(cx, cy, w, h, degrees)
    x0, y0, x1, y1 = label_box
    for _ in range(12):
        h = found["h"] * np.exp(rng.uniform(-0.5, 0.8))
        w = h * rng.uniform(2, 6)
        cx, cy = rng.uniform(0, image.shape[1]), rng.uniform(0, image.shape[0])
        if abs(cx - (x0 + x1) / 2) > (x1 - x0) / 2 + w / 2 or abs(cy - (y0 + y1) / 2) > (y1 - y0) / 2 + w / 2:
            return corners(cx, cy, w, h, found["angleDeg"] + rng.normal(0, 6))
    return None


if __name__ == "__main__":
    main()
