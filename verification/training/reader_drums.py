"""New numbers from real drums: the cells of the fleet's six-drum odometers change places between photos of the train
part; writes .cache/real-drums.npz.

python3 reader_drums.py NAME COUNT   (NAME: a reader that already tells where on a strip each digit is)

A reader trained on the photos alone remembers their numbers: it knows from the first five digits what the sixth must
be, and never learns to read a half-turned last drum. With cells exchanged, only looking helps. Rows whose reading the
second labelling doubts are used where the reader NAME confirms them.
"""
import json
import sys

import cv2
import numpy as np

from camera import WIDTH, corners, extended, grey, snapshot, strip
from common import CACHE, PHOTOS, labels
from reader import load
from reader_measure import logits_of
from reader_real import MARGIN
from strips import ODOMETER

SEED, DRUMS = 6, 6
AROUND = 0.5  # of the box's height, kept on every side of the box on a canvas
TALL = 64  # px: the box's height on a canvas


def main():
    name, count = sys.argv[1], int(sys.argv[2])
    rng = np.random.default_rng(SEED)
    photos = list(canvases(load(name)))
    print(len(photos), "photos of six drums")
    strips, texts = [], []
    while len(texts) < count:
        image, quad, text = exchanged(rng, photos)
        try:
            strips.append(snapshot(rng, image, quad, smallest=15, faults=0.6))
            texts.append(text)
        except cv2.error:
            continue
    np.savez(CACHE / "real-drums.npz", strips=np.array(strips), texts=np.array(texts, "U10"), kinds=np.full(count, ODOMETER, np.uint8))


def canvases(model):
    """(image, quad of the box on it, borders of the six cells, text) of each usable photo of the train part."""
    split = json.loads((CACHE / "split.json").read_text())
    boxes = json.loads((CACHE / "straight.json").read_text())
    for row in labels():
        box = boxes.get(row["file"])
        if split[row["file"]]["part"] != "train" or not box or box.get("layout") != "drums" or not box.get("sure", True):
            continue
        image = cv2.imread(str(PHOTOS / row["file"]))
        if image is None:
            continue
        image, text = grey(None, image), row["reading"].zfill(DRUMS)
        quad = corners(*(box[k] for k in ("cx", "cy", "w", "h", "angleDeg")))
        found = digits_at(model, strip(image, extended(quad, *[MARGIN] * 4)), text)
        if found is None:
            continue
        w = box["w"] / box["h"]  # all in heights of the box from here
        middles = np.array(found) / WIDTH * (w + 2 * MARGIN) - MARGIN + AROUND
        between = (middles[1:] + middles[:-1]) / 2
        pitch = np.median(np.diff(middles))
        borders = np.concatenate([[middles[0] - pitch / 2], between, [middles[-1] + pitch * 0.55]]) * TALL
        wide, tall = int((w + 2 * AROUND) * TALL), int((1 + 2 * AROUND) * TALL)
        canvas = strip(image, extended(quad, *[AROUND] * 4), wide, tall)
        here = np.array([[0, 0], [w, 0], [w, 1], [0, 1]], np.float32) * TALL + AROUND * TALL
        yield canvas, here, np.clip(borders.round().astype(int), 0, wide), text


def digits_at(model, image, text):
    """The middle of each digit in pixels of the strip, or None where the network reads something else."""
    logits, _ = logits_of(model, image[None])
    best = logits[0].argmax(1).numpy()
    runs, read = [], ""
    for t, c in enumerate(best):
        if c and (t == 0 or best[t - 1] != c):
            read += "0123456789."[c - 1]
            runs.append([t])
        elif c:
            runs[-1].append(t)
    if read != text:
        return None
    return [(np.mean(r) + 0.5) * WIDTH / len(best) for r in runs]


def exchanged(rng, photos):
    """A photo's canvas with cells of other photos in the light of its own."""
    image, quad, borders, text = photos[rng.integers(len(photos))]
    image, text = image.astype(np.float32).copy(), list(text)
    top, bottom = int((AROUND - 0.05) * TALL), int((AROUND + 1.05) * TALL)
    for i in range(DRUMS):
        if rng.random() > (0.85 if i == DRUMS - 1 else 0.5):
            continue
        other, _, others, their = photos[rng.integers(len(photos))]
        a, b = borders[i], borders[i + 1]
        cell = other[top:bottom, others[i]:others[i + 1]].astype(np.float32)
        if b - a < 6 or cell.shape[1] < 6:
            continue
        mine = image[top:bottom, a:b]
        cell = cv2.resize(cell, (b - a, bottom - top))
        contrast = np.clip(mine.std() / max(cell.std(), 2), 0.4, 2.0)
        cell = np.clip((cell - cell.mean()) * contrast + mine.mean(), 0, 255)
        image[top:bottom, a:b] = cell
        text[i] = their[i]
    return np.clip(image, 0, 255).astype(np.uint8), quad, "".join(text)


if __name__ == "__main__":
    main()
