#!/usr/bin/env python3
"""Trains the scene model: whether a photo shows a dashboard, one item, or anything else, such as a number that pretends to be a display.

The network is the recycling classifier's with three classes, and goes on from its first version's layers. Dashboards are photos of the training vehicles and
drawn ones with dials (`dashboards.py`, `clusters.py`, `near` below); anything else is drawn: `deeds_photos.scene` and `pretended.py`.

    python3 verification/training/scene.py [--minutes 5]     # CPU minutes; writes .cache/photo-scene-2.pt
    python3 verification/training/scene.py --export-only     # writes models/photo-scene-2.onnx
"""
import argparse
import os
import time

os.environ.setdefault('OMP_NUM_THREADS', '1')
import cv2
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from common import CACHE
from dashboards import HEIGHT, WIDTH, Scene
from deeds_network import FIRST, Recycling, shipped, to_tensor
from deeds_photos import INPUT, TRAINED, saturated, scene
from embedding_photos import shade, squeeze, thumbnails, warp
from pretended import KINDS, SIDE, digits, line, number, pretended

SEED = 31
CHECKPOINT = CACHE / 'photo-scene-2.pt'
DRAWN, BANDS = CACHE / 'scenes-31.npz', CACHE / 'bands-31.npz'
DASHBOARD, ITEM, ELSE = range(3)
BATCH = dict(real=16, drawn=10, bands=8, items=6, pretended=16, bare=4, scenes=4)
COUNTS = {'dashboards-31': 500, 'clusters-41': 700, 'near': 500, 'pretended': 1750, 'scenes': 350, 'bands': 500, 'bare': 200}
SMALL, LARGE, GROWN = 96, 128, 0.5


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--minutes', type=float, default=5)
    options.add_argument('--onward', action='store_true', help='from the checkpoint')
    options.add_argument('--export-only', action='store_true')
    options = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    cv2.setNumThreads(1)
    if options.export_only:
        from deeds_export import export_scene
        return export_scene()
    rng = np.random.default_rng(SEED)
    sets = pictures(rng)
    network = load() if options.onward else started(sets, rng)
    train(network.train().to(memory_format=torch.channels_last), sets, rng, 60 * options.minutes)


def started(sets, rng):
    some = np.concatenate([sets['real'][0][:128], sets['items'][0][:128]])
    network = shipped(FIRST, [view(photo, rng, LARGE) for photo in some])
    head = network.head
    network.head = nn.Linear(head.in_features, 3)
    with torch.no_grad():  # the old classes' mean, so that training begins near what was known
        for row, old in ((DASHBOARD, slice(6, 7)), (ITEM, slice(0, 6)), (ELSE, slice(7, 8))):
            network.head.weight[row] = head.weight[old].mean(0)
            network.head.bias[row] = head.bias[old].mean()
    return network


def pictures(rng):
    """{set: (uint8 [N, 192, 192, 3], class)}; what is drawn is kept in the cache."""
    pixels, table = thumbnails()
    part = lambda name: pixels[[i for i, e in enumerate(table) if e['part'] == 'train' and e['set'] == name]]
    if not DRAWN.exists():
        draw(rng)
    if not BANDS.exists():
        np.savez(BANDS, bands=np.stack([coloured(band(rng), rng) for _ in range(COUNTS['bands'])]),
                 bare=np.stack([coloured(band(rng, False), rng) for _ in range(COUNTS['bare'])]))
    drawn, bands = np.load(DRAWN), np.load(BANDS)
    return dict(real=(part('odometer'), DASHBOARD), items=(part('waste'), ITEM), drawn=(drawn['dashboards'], DASHBOARD),
                bands=(bands['bands'], DASHBOARD), pretended=(drawn['pretended'], ELSE), bare=(bands['bare'], ELSE),
                scenes=(drawn['scenes'], ELSE))


def draw(rng):
    boards = []
    for name in ('dashboards-31', 'clusters-41'):
        grey = np.load(CACHE / f'{name}.npz')['images']
        boards += [coloured(grey[i], rng) for i in rng.choice(len(grey), COUNTS[name], replace=False)]
    boards += [coloured(near(rng), rng) for _ in range(COUNTS['near'])]
    kinds = list(KINDS)
    fake = [pretended(kinds[i % len(kinds)], rng) for i in range(COUNTS['pretended'])]
    other = [cv2.resize(scene(TRAINED[i % len(TRAINED)], rng), (SIDE, SIDE)) for i in range(COUNTS['scenes'])]
    np.savez(DRAWN, dashboards=np.stack(boards), pretended=np.stack(fake), scenes=np.stack(other))


def near(rng):
    """A display as near as a driver holds the camera: the dials beside it are cut off by the picture's edges."""
    drawing = Scene(rng)
    for _ in range(int(rng.integers(0, 3))):
        drawing.clutter()
    x, y = WIDTH * rng.uniform(0.4, 0.6), HEIGHT * rng.uniform(0.4, 0.65)
    if rng.random() < 0.35:
        drawing.dial(x + rng.uniform(-60, 60), y - rng.uniform(-60, 160), rng.uniform(230, 420))
    else:
        height, apart = y - rng.uniform(-80, 260), rng.uniform(220, 420)
        drawing.dial(x - apart, height, rng.uniform(150, 340))
        drawing.dial(x + apart, height + rng.uniform(-20, 20), rng.uniform(150, 340))
    wide = WIDTH * rng.uniform(0.3, 0.75)
    if rng.random() < 0.3:
        drawing.drums(x, y, wide)
    else:
        drawing.display(x, y, wide, wide * rng.uniform(0.2, 0.6))
    return drawing.finished()[0]


def band(rng, dials=True):
    """Nearer still: the display goes past the picture's edges, and of the dials only an edge with its ticks and numerals shows. Without any
    of that it is a number on a band, which anybody can draw."""
    drawing, scale = Scene(rng), rng.uniform(0.5, 1.1)
    x, y = WIDTH * rng.uniform(0.4, 0.6), HEIGHT * rng.uniform(0.4, 0.65)
    if dials:
        side = rng.choice((-1, 1), p=(0.8, 0.2))  # above the display, or below
        for way in (-1, 1) if rng.random() < 0.85 else (int(rng.choice((-1, 1))),):
            drawing.dial(x + way * 540 * scale * rng.uniform(0.8, 1.1), y + side * 540 * scale * rng.uniform(0.75, 1.1), 450 * scale * rng.uniform(0.85, 1.1))
    wide, high = 708 * scale * rng.uniform(0.8, 1.3), 255 * scale * rng.uniform(0.5, 1.1)
    paper = rng.uniform(0, 50) if rng.random() < 0.75 else rng.uniform(120, 220)
    corners = (int(x - wide / 2), int(y - high / 2)), (int(x + wide / 2), int(y + high / 2))
    cv2.rectangle(drawing.image, *corners, paper, -1)
    cv2.rectangle(drawing.image, *corners, rng.uniform(0, 120), int(rng.integers(1, 6)), cv2.LINE_AA)
    mask = line(rng, digits(rng), number(rng), min(0.6 * high, 75 * scale * rng.uniform(0.8, 1.3)))
    drawing.blend(mask, x - mask.shape[1] / 2, y - mask.shape[0] / 2, paper + (1 if paper < 90 else -1) * rng.uniform(80, 200))
    return drawing.finished()[0]


def coloured(grey, rng):
    """uint8 [192, 192, 3]: a grey drawing squeezed, its light of one colour and its dark of another."""
    small = squeeze(grey, SIDE).astype(np.float32)[..., None] / 255
    if rng.random() < 0.6:
        small = small ** np.exp(rng.normal(0, 0.45, 3))
    return (255 * np.clip(small * rng.uniform(0.85, 1, 3) + rng.uniform(0, 0.06, 3), 0, 1)).astype(np.uint8)


def view(picture, rng, side):
    """Photographed otherwise: nearer, turned a little or on its side, mirrored, other light."""
    if rng.random() < 0.3:
        picture = picture[:, ::-1]
    if rng.random() < 0.2:
        picture = np.rot90(picture, rng.choice((1, 3)))
    keep = (rng.uniform(0.65, 1.0) * np.exp(rng.uniform(-0.15, 0.15, 2))).clip(0.5, 1.0)
    centre = 0.5 + rng.uniform(-1, 1, 2) * (1 - keep) / 2
    out = warp(np.ascontiguousarray(picture), 4 / 3, keep, rng.uniform(-10, 10), centre, cv2.BORDER_REFLECT, side)
    out = saturated(shade(out, rng), rng)
    return cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.2)) if rng.random() < 0.25 else out


def train(network, sets, rng, seconds):
    average = Recycling()
    average.head = nn.Linear(network.head.in_features, 3)
    average.load_state_dict(network.state_dict())
    average.eval()
    from deeds import follow, rate
    optimiser = torch.optim.AdamW(network.parameters(), lr=0, weight_decay=2e-2)
    target = torch.cat([F.one_hot(torch.full((count,), sets[name][1]), 3) for name, count in BATCH.items()]).float() * 0.97 + 0.01
    started_at, losses, step, done = time.process_time(), [], 0, 0.0
    while done < 1:
        step += 1
        optimiser.param_groups[0]['lr'] = 2e-3 * rate(done)
        side = SMALL if done < GROWN else LARGE
        photos = [view(sets[name][0][i], rng, side) for name, count in BATCH.items() for i in rng.integers(0, len(sets[name][0]), count)]
        with torch.autocast('cpu', torch.bfloat16):
            scores = network(to_tensor(photos))
        loss = -(target * F.log_softmax(scores.float(), 1)).sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        follow(average, network, min(0.995, step / (step + 20)))
        losses.append(loss.item())
        done = (time.process_time() - started_at) / seconds
        if step % 100 == 0 or done >= 1:
            torch.save(dict(weights=average.state_dict(), step=step, seconds=time.process_time() - started_at), CHECKPOINT)
            print(f'{step} loss {np.mean(losses[-100:]):.3f} cpu {time.process_time() - started_at:.0f} s', flush=True)


@torch.no_grad()
def answers(network, photos):
    """Probabilities [N, 3] of uint8 photos, as exported."""
    batches = [to_tensor([squeeze(p, INPUT) for p in photos[i:i + 64]]) for i in range(0, len(photos), 64)]
    return torch.cat([torch.softmax(network(batch), 1) for batch in batches]).numpy()


def load():
    network = Recycling()
    network.head = nn.Linear(network.head.in_features, 3)
    network.load_state_dict(torch.load(CHECKPOINT)['weights'])
    return network.eval()


if __name__ == '__main__':
    main()
