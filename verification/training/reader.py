"""Trains, measures and exports the odometer reader.

python3 reader.py train NAME [--minutes M] [--start NAME] [--real SHARE] [--rate R] SHARD...  → .cache/NAME.pt
python3 reader.py measure NAME       test figures of .cache/NAME.pt, as in the card
python3 reader.py export NAME MODEL  → ../models/MODEL.onnx, with the temperature chosen on the calibration part
"""
import argparse
import copy
import json
import time

import numpy as np
import torch

from common import CACHE, MODELS
from reader_model import Exported, Reader, ctc_loss
from reader_measure import measure, temperature_of

torch.set_num_threads(1)
BATCH = 64
WARM_UP = 150  # batches


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("train", "measure", "export"))
    parser.add_argument("name")
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--start")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--real", type=float, default=0.0)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_intermixed_args()
    if args.command == "train":
        train(args)
    elif args.command == "measure":
        print(json.dumps(measure(load(args.name), temperature=temperature_of(load(args.name))), indent=1))
    else:
        export(args.name, args.rest[0])


def load(name):
    model = Reader()
    model.load_state_dict(torch.load(CACHE / f"{name}.pt"))
    return model.eval()


class Strips:
    """Shards of strips in memory, drawn at random. Patterns may come to match more files while training runs."""

    def __init__(self, patterns):
        self.patterns, self.files = patterns, None
        self.refresh()

    def refresh(self):
        files = sorted(f for p in self.patterns for f in CACHE.glob(f"{p}.npz"))
        if files == self.files:
            return
        self.files = files
        shards = [np.load(f) for f in files]
        self.strips = np.concatenate([s["strips"] for s in shards])
        self.texts = np.concatenate([s["texts"] for s in shards])
        self.kinds = np.concatenate([s["kinds"] for s in shards])

    def draw(self, rng, count):
        i = rng.integers(0, len(self.texts), count)
        return self.strips[i], list(self.texts[i]), self.kinds[i]


def varied(rng, strips):
    """Cheap variation of stored strips (uint8 → float): tone, inversion, small shifts, a dropped patch."""
    x = strips.astype(np.float32) / 255
    n, h, w = x.shape
    flip = rng.random(n) < 0.12
    x[flip] = 1 - x[flip]
    x = np.clip(x, 1e-3, 1) ** np.exp(rng.normal(0, 0.25, (n, 1, 1))).astype(np.float32)
    for i in range(n):
        dx, dy = int(rng.integers(-3, 4)), int(rng.integers(-1, 2))
        x[i] = np.roll(x[i], (dy, dx), (0, 1)) if abs(dx) + abs(dy) else x[i]
        if rng.random() < 0.1:
            a, b = int(rng.integers(0, w - 6)), int(rng.integers(0, h - 6))
            x[i, b:b + int(rng.integers(2, 9)), a:a + int(rng.integers(2, 9))] = rng.random()
    x += rng.normal(0, 0.01, x.shape).astype(np.float32)
    return torch.from_numpy(x[:, None])


def train(args):
    """Trains for a number of minutes: cosine rate, bfloat16 autocast, exponential average of the weights."""
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    synthetic = Strips(args.rest)
    real = Strips(["real-train", "real-drums"]) if args.real else None  # real-drums once it exists
    model = load(args.start) if args.start else Reader()
    model = model.to(memory_format=torch.channels_last).train()
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), args.rate, weight_decay=0.03)
    start, batch, shown = time.time(), 0, time.time()
    losses = []
    while (done := (time.time() - start) / (60 * args.minutes)) < 1:
        rate = args.rate * min(1, (batch + 1) / WARM_UP) * (0.5 + 0.5 * np.cos(np.pi * done)) + 1e-6
        for group in optimiser.param_groups:
            group["lr"] = rate
        some = int(round(BATCH * args.real)) if real else 0
        drawn = [synthetic.draw(rng, BATCH - some)] + ([real.draw(rng, some)] if some else [])
        strips = np.concatenate([d[0] for d in drawn])
        texts = [t for d in drawn for t in d[1]]
        kinds = torch.from_numpy(np.concatenate([d[2] for d in drawn]).astype(np.int64))
        texts = [t.replace(" ", "") for t in texts]
        x = varied(rng, strips).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            logits, kind = model(x)
        logits, kind = logits.float(), kind.float()
        reading = ctc_loss(logits, texts) / 6
        reading = torch.where(reading < 8, reading, torch.zeros_like(reading) + 8).mean() if batch > 500 else reading.mean()
        # A little of the uniform distribution in every step keeps the confidences honest
        smooth = -torch.log_softmax(logits, 2).mean()
        loss = reading + 0.01 * smooth + 0.3 * torch.nn.functional.cross_entropy(kind, kinds, label_smoothing=0.02)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 3.0)
        optimiser.step()
        batch += 1
        follow(average, model, min(0.997, batch / (batch + 20)))
        losses.append(float(reading))
        if time.time() - shown > 120 or done >= 1:
            shown = time.time()
            synthetic.refresh()
            torch.save(average.state_dict(), CACHE / f"{args.name}.pt")
            figures = measure(copy.deepcopy(average).eval(), parts=("calibration",), brief=True)
            print(f"{(shown - start) / 60:.1f} min, {batch} batches, {batch * BATCH / (shown - start):.0f} strips/s, "
                  f"loss {np.mean(losses[-300:]):.4f}, {figures}", flush=True)
    torch.save(average.state_dict(), CACHE / f"{args.name}.pt")


def follow(average, model, decay):
    with torch.no_grad():
        for a, m in zip(average.state_dict().values(), model.state_dict().values()):
            if a.dtype.is_floating_point:
                a.mul_(decay).add_(m, alpha=1 - decay)
            else:
                a.copy_(m)


def export(name, model_name):
    model = load(name)
    temperature = temperature_of(model)
    MODELS.mkdir(parents=True, exist_ok=True)
    path = MODELS / f"{model_name}.onnx"
    torch.onnx.export(Exported(model, temperature).eval(), torch.rand(2, 1, 32, 192), str(path), opset_version=13,
                      input_names=["strip"], output_names=["logProbs", "kind"],
                      dynamic_axes={"strip": {0: "n"}, "logProbs": {0: "n"}, "kind": {0: "n"}})
    print(path, path.stat().st_size, "bytes, temperature", temperature)


if __name__ == "__main__":
    main()
