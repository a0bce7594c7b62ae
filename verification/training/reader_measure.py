"""Measures the reader on clean strips of vehicles it was not trained on.

A reading is exact if its digits, without leading zeros, equal the label. The sequence confidence is the CTC
probability of the text that was read (all alignments), so it can be recomputed from logProbs anywhere.
"""
import json

import numpy as np
import torch

from common import CACHE
from reader_model import greedy, sequence_confidence

# Test photos whose straightened box cuts off a digit, seen by eye: no reader can read those, so they are counted apart
CUT_BOXES = ("0020.jpg", "0350.jpg", "0383.jpg", "0437.jpg", "0475.jpg")
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)


def clean(parts):
    """Clean real strips of the given parts: strips, texts, files, layouts."""
    split = json.loads((CACHE / "split.json").read_text())
    boxes = json.loads((CACHE / "straight.json").read_text())
    data = np.load(CACHE / "real-clean.npz")
    rows = [i for i, f in enumerate(data["files"]) if split[str(f)]["part"] in parts]
    files = [str(f) for f in data["files"][rows]]
    return data["strips"][rows], [str(t) for t in data["texts"][rows]], files, [boxes[f].get("layout", "") for f in files]


def logits_of(model, strips):
    x = torch.from_numpy(strips.astype(np.float32)[:, None] / 255)
    with torch.no_grad():
        out = [model(x[i:i + 128]) for i in range(0, len(x), 128)]
    return torch.cat([o[0] for o in out]), torch.cat([o[1] for o in out])


def read(logits, temperature=1.0):
    """Texts, sequence confidences and character confidences."""
    log_probs = torch.log_softmax(logits / temperature, 2).numpy()
    read = [greedy(p) for p in log_probs]
    texts = [r[0] for r in read]
    return texts, sequence_confidence(log_probs * 1.0, texts), [r[1] for r in read]


def temperature_of(model):
    """The temperature under which the sequence confidence predicts best, on the calibration part, what is exact."""
    strips, truth, _, _ = clean(("calibration",))
    logits, _ = logits_of(model, strips)
    best = None
    for temperature in np.arange(0.6, 2.6, 0.1):
        texts, confidence, _ = read(logits, temperature)
        right = np.array([same(a, b) for a, b in zip(texts, truth)])
        p = np.clip(confidence, 1e-4, 1 - 1e-4)
        loss = -np.mean(np.where(right, np.log(p), np.log(1 - p)))
        if best is None or loss < best[0]:
            best = (loss, round(float(temperature), 2))
    return best[1]


def same(read_text, truth):
    return read_text.lstrip("0") == truth.lstrip("0")


def distance(a, b):
    """Edit distance of two strings."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        previous, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            previous, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, previous + (x != y))
    return row[-1]


def measure(model, parts=("test",), temperature=1.0, brief=False):
    strips, truth, files, layouts = clean(parts)
    logits, kind = logits_of(model, strips)
    texts, confidence, _ = read(logits, temperature)
    right = np.array([same(a, b) for a, b in zip(texts, truth)])
    with_cut = {"strips with cut boxes": len(right), "exact with cut boxes": share(right)}
    keep = [i for i, f in enumerate(files) if f not in CUT_BOXES]
    texts, truth, files, layouts = ([column[i] for i in keep] for column in (texts, truth, files, layouts))
    confidence, right, kind = confidence[keep], right[keep], kind[keep]
    drums = np.array([l == "drums" for l in layouts])
    errors = [distance(a.lstrip("0"), b.lstrip("0")) for a, b in zip(texts, truth)]
    figures = {
        "strips": len(truth),
        "exact": share(right),
        "exact drums": share(right[drums]),
        "exact digital": share(right[~drums]),
        "CER": round(sum(errors) / sum(len(t.lstrip("0")) for t in truth), 4),
        "coverage at 99 %": coverage(right, confidence),
    }
    if brief:
        return figures
    figures |= with_cut | {
        "drums": int(drums.sum()), "digital": int((~drums).sum()),
        "coverage at 99 % drums": coverage(right[drums], confidence[drums]),
        "coverage at 99 % digital": coverage(right[~drums], confidence[~drums]),
        "kind odometer": share(kind.argmax(1).numpy() == 0),
        "temperature": temperature,
        "ECE": round(float(sum(abs(b["accuracy"] - b["confidence"]) * b["count"] for b in bins(right, confidence)) / len(right)), 4),
        "bins": bins(right, confidence),
        "wrong": [f"{f} {t} read {r} at {c:.3f}" for f, t, r, c, ok in zip(files, truth, texts, confidence, right) if not ok],
    }
    return figures


def share(values):
    return round(float(np.mean(values)), 4) if len(values) else None


def coverage(right, confidence, precision=0.99):
    """The largest share of strips above a confidence, of which at least `precision` are exact."""
    order = np.argsort(-confidence)
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precise >= precision)
    return round(float((good[-1] + 1) / len(order)), 4) if len(good) else 0.0


def bins(right, confidence):
    rows = []
    for low, high in zip(BINS, BINS[1:]):
        mine = (confidence >= low) & (confidence < high)
        if mine.any():
            rows.append({"from": low, "to": min(high, 1.0), "count": int(mine.sum()),
                         "confidence": round(float(confidence[mine].mean()), 4), "accuracy": round(float(right[mine].mean()), 4)})
    return rows


if __name__ == "__main__":
    raise SystemExit("run reader.py measure NAME")
