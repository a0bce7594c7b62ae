"""Trains the finder: python3 finder_train.py NAME UNTIL [synthetic] [from=OTHER] [rate=R] [sets=A,B] [real=SHARE], UNTIL as HH:MM of
today (the rate falls to zero then).

Writes .cache/NAME.pt (moving average of the weights) every few minutes. With "synthetic" no real photo is used; "from"
continues another checkpoint; "sets" are the drawn pictures, and "real" is the share of crops of real photos.
"""
import datetime
import json
import sys
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F

import finder_pictures
from common import CACHE
from finder import STRIDE, Finder, outputs
from finder_pictures import SIDE, Crops

SEED, BATCH, RATE = 7, 16, 2e-3
CELLS = SIDE // STRIDE


def main():
    name, until = sys.argv[1], sys.argv[2]
    synthetic_only = "synthetic" in sys.argv[3:]
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(SEED)
    rng = np.random.default_rng([SEED, len(sys.argv)])
    real = [] if synthetic_only else finder_pictures.photos("train")
    net = Finder()
    rate, sets, share = RATE, ["dashboards-31"], 0.7
    for word in sys.argv[3:]:
        if word.startswith("sets="):
            sets = word[5:].split(",")
        if word.startswith("real="):
            share = float(word[5:])
        if word.startswith("rate="):
            rate = float(word[5:])
        if word.startswith("from="):
            net.load_state_dict(torch.load(CACHE / f"{word[5:]}.pt"))
    drawn = [picture for name_of_set in sets for picture in finder_pictures.dashboards(name_of_set)]
    crops = Crops(rng, real, drawn, finder_pictures.pasted_strips("pasted-21"), share)
    average = Finder().eval()
    average.load_state_dict(net.state_dict())
    print(sum(p.numel() for p in net.parameters()), "parameters", len(real), "photos", flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), rate, weight_decay=1e-2)
    start, hour = time.time(), datetime.datetime.strptime(until, "%H:%M").time()
    end = datetime.datetime.combine(datetime.date.today(), hour).timestamp()
    step, sums, saved = 0, {}, start
    while time.time() < end:
        done = (time.time() - start) / (end - start)
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 200) * (0.5 + 0.5 * np.cos(np.pi * done))
        photo, target = batch(crops)
        with torch.autocast("cpu", torch.bfloat16):  # half as long where the processor knows it
            raw = net.raw(photo)
        losses = loss(raw.float(), target)
        optimiser.zero_grad()
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimiser.step()
        step += 1
        follow(average, net, min(0.998, 1 - 1 / (step / 10 + 1)))
        for k, v in losses.items():
            sums[k] = sums.get(k, 0) + float(v)
        if step % 100 == 0:
            line = {"step": step, "minutes": round((time.time() - start) / 60, 2), **{k: round(v / 100, 4) for k, v in sums.items()}}
            print(json.dumps(line), flush=True)
            sums = {}
        if time.time() - saved > 120 or time.time() >= end:
            torch.save(average.state_dict(), CACHE / f"{name}.pt")
            saved = time.time()
    torch.save(average.state_dict(), CACHE / f"{name}.pt")
    print(json.dumps({"steps": step, "images": step * BATCH, "minutes": round((time.time() - start) / 60, 1)}), flush=True)


def follow(average, net, keep):
    with torch.no_grad():
        for a, b in zip(average.state_dict().values(), net.state_dict().values()):
            if a.dtype.is_floating_point:
                a.mul_(keep).add_(b, alpha=1 - keep)
            else:
                a.copy_(b)


def batch(crops):
    photos, targets = [], []
    for _ in range(BATCH):
        image, boxes, ignore, trips = crops.draw()
        photos.append(image)
        targets.append(target_maps(boxes, ignore, trips))
    photo = torch.from_numpy(np.stack(photos)).float()[:, None] / 255
    return photo, torch.from_numpy(np.stack(targets))


X, Y = np.meshgrid(np.arange(CELLS) * STRIDE + STRIDE / 2, np.arange(CELLS) * STRIDE + STRIDE / 2)


def target_maps(boxes, ignore, trips):
    """[10, cells, cells]: wanted scores (2), weights of the scores (2), distances (4), cosine, sine.

    Cells well inside a box are positive; those at its rim count for nothing. Trip meters on photos where nobody
    labelled them count for nothing either (weight 0), except on the box of the odometer.
    """
    out = np.zeros((10, CELLS, CELLS), np.float32)
    out[2] = 1
    out[3] = 1 if trips else 0
    for quad in ignore:
        mask = np.zeros((CELLS, CELLS), np.uint8)
        cv2.fillConvexPoly(mask, (quad / STRIDE).astype(int), 1)
        out[2:4] *= 1 - cv2.dilate(mask, np.ones((3, 3), np.uint8))
    for cx, cy, w, h, angle, kind in boxes:
        c, s = np.cos(angle), np.sin(angle)
        u, v = (X - cx) * c + (Y - cy) * s, (Y - cy) * c - (X - cx) * s
        near = (np.abs(u) < w / 2 + 0.2 * h + 1) & (np.abs(v) < h / 2 + 0.1 * h + 2)
        inside = (np.abs(u) < w / 2 - 0.2 * h) & (np.abs(v) < max(0.28 * h, 2.05))
        out[2:4, near] = 0
        out[2:4, inside] = 1
        out[:2, inside] = 0
        out[kind, inside] = 1
        sides = np.stack([v + h / 2, w / 2 - u, h / 2 - v, u + w / 2])
        out[4:8, inside] = np.maximum(sides[:, inside], 0.3)
        out[8, inside], out[9, inside] = c, s
    return out


def loss(raw, target):
    want, weight = target[:, :2], target[:, 2:4]
    plain = F.binary_cross_entropy_with_logits(raw[:, :2], want, reduction="none") * weight
    positive = want * weight
    negative = (1 - want) * weight
    p = torch.sigmoid(raw[:, :2]).detach()
    hard = negative * p ** 1.5  # negatives count by how wrong they are
    score = (plain * positive).sum() / (positive.sum() + 50) + 1.5 * (plain * hard).sum() / (hard.sum() + 200)
    probability = torch.sigmoid(raw[:, :2]) * weight
    dice = 1 - (2 * (probability * want).sum((0, 2, 3)) + 5) / ((probability.pow(2) + (want * weight).pow(2)).sum((0, 2, 3)) + 5)
    on = positive.sum(1, keepdim=True) > 0
    _, geometry = outputs(raw)
    d = geometry[:, :4].permute(0, 2, 3, 1)[on[:, 0]]
    t = target[:, 4:8].permute(0, 2, 3, 1)[on[:, 0]]
    if not len(d):
        zero = raw.sum() * 0
        return {"score": score, "dice": dice.mean() * 0.5, "iou": zero, "sides": zero, "angle": zero}
    height = t[:, 0] + t[:, 2]
    # every box the same say, however many cells it has
    share = 1 / (height * (t[:, 1] + t[:, 3]))
    share = share / share.sum()
    low = torch.minimum(d, t)
    both = (low[:, 0] + low[:, 2]) * (low[:, 1] + low[:, 3])
    union = (d[:, 0] + d[:, 2]) * (d[:, 1] + d[:, 3]) + (t[:, 0] + t[:, 2]) * (t[:, 1] + t[:, 3]) - both
    iou = (-torch.log((both + 1) / (union + 1)) * share).sum()
    sides = (F.smooth_l1_loss(d / height[:, None], t / height[:, None], reduction="none", beta=0.2).mean(1) * share).sum()
    turn = geometry[:, 4:].permute(0, 2, 3, 1)[on[:, 0]]
    wanted = target[:, 8:10].permute(0, 2, 3, 1)[on[:, 0]]
    angle = ((1 - (turn * wanted).sum(1)) * share).sum() * 5
    return {"score": score, "dice": dice.mean() * 0.5, "iou": iou, "sides": sides, "angle": angle}


if __name__ == "__main__":
    main()
