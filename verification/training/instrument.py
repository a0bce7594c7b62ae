"""The instrument of a strip: drums that turn, or digits that are lit (LCD, segments, matrices, screens).

python3 instrument.py strips [COUNT]     → .cache/instrument.npz: drawn strips, and those of the train part's photos
python3 instrument.py train [--minutes M] → .cache/odometer-instrument-1.pt
python3 instrument.py measure            figures on the calibration and test part's clean strips
python3 instrument.py export             → ../models/odometer-instrument-1.onnx

A reading's confidence is computed by other coefficients for each: a drum half-way between two digits is wrong in another way than a segment that is dim.
Photos: `real-train.npz` and `real-clean.npz` of reader_real.py. What a strip shows is the layout that straighten.py found; the label
`display` of the set is often wrong.
"""
import argparse
import copy
import json
import time

import cv2
import numpy as np
import torch
from torch import nn

import strips
from camera import snapshot
from common import CACHE, MODELS
from reader import follow, varied

NAME = "odometer-instrument-1"
DRUMS, LIT = 0, 1
BATCH = 64
SEED = 14
torch.set_num_threads(1)


class Instrument(nn.Module):
    """(N, 1, 32, 192) grey 0..1 → logits of drums and lit."""

    def __init__(self):
        super().__init__()
        def layer(inputs, outputs, stride):
            return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))
        self.layers = nn.Sequential(layer(1, 16, 2), layer(16, 24, 1), layer(24, 32, 2), layer(32, 48, (2, 2)), layer(48, 64, 1))
        self.drop = nn.Dropout(0.2)
        self.sort = nn.Linear(128, 2)

    def forward(self, strip):
        # As in the reader: brightness and contrast of the photo say nothing
        mean = strip.mean((1, 2, 3), keepdim=True)
        spread = ((strip - mean) ** 2).mean((1, 2, 3), keepdim=True).sqrt()
        seen = self.layers((strip - mean) / (spread + 0.02))
        return self.sort(self.drop(torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1)))


class Exported(nn.Module):
    """With its temperature, as the ONNX file holds it."""

    def __init__(self, model, temperature):
        super().__init__()
        self.model, self.temperature = model, temperature

    def forward(self, strip):
        return torch.softmax(self.model(strip) / self.temperature, 1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("strips", "train", "measure", "export"))
    parser.add_argument("count", nargs="?", type=int, default=24_000)
    parser.add_argument("--minutes", type=float, default=6)
    args = parser.parse_args()
    if args.command == "strips":
        draw(args.count)
    elif args.command == "train":
        train(args.minutes)
    elif args.command == "measure":
        print(json.dumps({part: measured(load(), part) for part in ("calibration", "test")}, indent=1))
    else:
        export()


def draw(count):
    """As many drawn strips of each instrument as the other, and every strip of the train part's photos that shows a reading."""
    rng = np.random.default_rng(SEED)
    images, kinds = [], []
    while len(images) < count:
        kind = len(images) % 2
        image, quad, _, _ = (strips.drums, strips.display)[kind](rng)
        try:
            images.append(snapshot(rng, image, quad))
        except cv2.error:  # a degenerate quadrilateral: draw another
            continue
        kinds.append(kind)
    real = np.load(CACHE / "real-train.npz")
    shown = real["kinds"] != strips.NONE
    np.savez(CACHE / "instrument.npz", drawn=np.array(images), drawn_kinds=np.array(kinds),
             real=real["strips"][shown], real_kinds=instruments(real["files"][shown]))


def instruments(files):
    boxes = json.loads((CACHE / "straight.json").read_text())
    return np.array([DRUMS if boxes[f]["layout"] == "drums" else LIT for f in files])


def train(minutes):
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    data = np.load(CACHE / "instrument.npz")
    drawn, drawn_kinds, real, real_kinds = (data[k] for k in ("drawn", "drawn_kinds", "real", "real_kinds"))
    of = [np.flatnonzero(real_kinds == kind) for kind in (DRUMS, LIT)]
    model = Instrument()
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=0.03)
    start, batch, shown, losses = time.process_time(), 0, 0, []
    while (done := (time.process_time() - start) / (60 * minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1, (batch + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * done)) + 1e-6
        i = rng.integers(0, len(drawn), BATCH // 2)
        j = np.concatenate([rng.choice(some, BATCH // 4) for some in of])
        x = varied(rng, np.concatenate([drawn[i], real[j]]))
        y = torch.from_numpy(np.concatenate([drawn_kinds[i], real_kinds[j]]).astype(np.int64))
        loss = nn.functional.cross_entropy(model.train()(x), y, label_smoothing=0.01)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        batch += 1
        follow(average, model, min(0.99, batch / (batch + 20)))
        losses.append(float(loss))
        if time.process_time() - shown > 60:
            shown = time.process_time()
            torch.save(average.state_dict(), CACHE / f"{NAME}.pt")
            print(f"{batch} batches, loss {np.mean(losses[-200:]):.4f}, {measured(load(), 'calibration')}", flush=True)
    torch.save(average.state_dict(), CACHE / f"{NAME}.pt")
    print(batch, "batches")


def load():
    model = Instrument()
    model.load_state_dict(torch.load(CACHE / f"{NAME}.pt"))
    return model.eval()


def clean(part):
    data = np.load(CACHE / "real-clean.npz")
    split = json.loads((CACHE / "split.json").read_text())
    own = np.array([split[f]["part"] == part for f in data["files"]])
    return torch.from_numpy(data["strips"][own].astype(np.float32)[:, None] / 255), instruments(data["files"][own]), data["files"][own]


def measured(model, part, temperature=1.0):
    x, kinds, files = clean(part)
    with torch.no_grad():
        lit = torch.softmax(model(x) / temperature, 1)[:, LIT].numpy()
    right = (lit > 0.5) == (kinds == LIT)
    return {"strips": len(kinds), "right": round(float(right.mean()), 4), "lit": int((kinds == LIT).sum()),
            "drums taken for lit": [str(f) for f in files[(lit > 0.95) & (kinds == DRUMS)]],
            "lit taken for drums": int(((lit < 0.05) & (kinds == LIT)).sum()),
            "unsure (0.05 to 0.95)": int(((lit >= 0.05) & (lit <= 0.95)).sum())}


def export():
    path = MODELS / f"{NAME}.onnx"
    torch.onnx.export(Exported(load(), 1.0).eval(), torch.rand(2, 1, 32, 192), str(path), opset_version=13,
                      input_names=["strip"], output_names=["instrument"], dynamic_axes={"strip": {0: "n"}, "instrument": {0: "n"}})
    print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
