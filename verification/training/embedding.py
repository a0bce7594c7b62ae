#!/usr/bin/env python3
"""Trains the photo embedding: two copies of one photo lie close, two photos of one vehicle lie apart.

Self-supervised (NT-Xent, Chen et al. 2020): each batch holds 64 photos, each drawn twice with other crops, turns, brightness and
re-encoding; every other photo in the batch is a negative. The hard part is other honest photos of the SAME vehicle, so a
batch is a seed photo with the photos that the network itself still finds most alike (renewed every 100 steps).

Neither a mirrored copy nor one upside down is learnt. The exported model answers three vectors, of the photo, of its mirror image and of
the photo upside down: store the first, search with all. That costs two more passes and keeps the vectors' full capacity for telling
photos apart.

    python3 verification/training/embedding.py [--steps 2000]     # writes models/photo-embedding-2.onnx
"""
import argparse
import os
import time

os.environ.setdefault('OMP_NUM_THREADS', '1')
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from common import CACHE, MODELS
from embedding_photos import INPUT, squeeze, thumbnails
from embedding_views import grey, view

SIZE = 64
SEED = 7
TEMPERATURE = 0.08
BATCH = {'odometer': 40, 'waste': 24}
CHECKPOINT = CACHE / 'photo-embedding-2.pt'


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--steps', type=int, default=2000)
    options.add_argument('--export-only', action='store_true')
    options = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    network = Embedding().to(memory_format=torch.channels_last)
    if not options.export_only:
        if CHECKPOINT.exists(): network.load_state_dict(torch.load(CHECKPOINT)['weights'])
        pixels, table = thumbnails()
        train(network, grey_all(pixels), table, options.steps)
    export(load())


def grey_all(pixels):
    return np.stack([grey(photo) for photo in pixels])


def block(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Embedding(nn.Module):
    """[N, 1, 128, 128], grey in 0..1 → [N, 64] of length 1. The last map is kept as a 4×4 grid: where things lie tells photos apart."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            block(1, 16, 2), block(16, 32, 2), block(32, 32), block(32, 64, 2), block(64, 64),
            block(64, 128, 2), block(128, 128), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(128 * 16, SIZE))

    def forward(self, photo):
        # Brightness and contrast leave here, so that neither tells two copies apart. 0.04: a black photo's noise is not blown up.
        level = photo.mean((1, 2, 3), keepdim=True)
        spread = (photo - level).pow(2).mean((1, 2, 3), keepdim=True).sqrt()
        vector = self.layers((photo - level) / (spread + 0.04))
        return vector / (vector.pow(2).sum(1, keepdim=True).sqrt() + 1e-8)


class Turned(nn.Module):
    """The vectors of a photo, of its mirror image, and of the photo turned by 180°."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.register_buffer('backwards', torch.arange(INPUT - 1, -1, -1))

    def forward(self, photo):
        mirrored = photo.index_select(3, self.backwards)
        upside_down = mirrored.index_select(2, self.backwards)
        return self.network(photo), self.network(mirrored), self.network(upside_down)


def train(network, pixels, table, steps):
    rng = np.random.default_rng(SEED)
    rows = {name: [i for i, entry in enumerate(table) if entry['part'] == 'train' and entry['set'] == name] for name in BATCH}
    aspects = [entry['aspect'] for entry in table]
    neighbours = {name: same_group(rows[name], table, rng) for name in BATCH}
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps, pct_start=0.15)
    started, losses = time.time(), []
    for step in range(1, steps + 1):
        chosen = np.concatenate([pick(neighbours[name], count, rng) for name, count in BATCH.items()])
        mirrored = rng.random(len(chosen)) < 0.5
        sources = [pixels[i][:, ::-1] if m else pixels[i] for i, m in zip(chosen, mirrored)]
        first = [view(np.ascontiguousarray(s), aspects[i], rng, rng.random() < 0.4) for s, i in zip(sources, chosen)]
        second = [view(np.ascontiguousarray(s), aspects[i], rng, True) for s, i in zip(sources, chosen)]
        loss = contrast(network(to_tensor(first + second)))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if step % 100 == 0 or step == steps:
            neighbours = {name: most_alike(network, pixels, rows[name]) for name in BATCH}
            torch.save(dict(weights=network.state_dict(), step=step, seconds=time.time() - started), CHECKPOINT)
            print(f'{step} loss {np.mean(losses[-100:]):.3f} {trial(network, pixels, table)} wall {time.time() - started:.0f} s '
                  f'cpu {time.process_time():.0f} s', flush=True)


def contrast(vectors):
    """NT-Xent: a photo's other copy must be nearer than all the other photos' copies."""
    n = len(vectors) // 2
    likeness = vectors @ vectors.T / TEMPERATURE - 1e9 * torch.eye(2 * n)
    return F.cross_entropy(likeness, torch.cat([torch.arange(n, 2 * n), torch.arange(n)]))


def same_group(rows, table, rng):
    """Before the network knows anything: for each photo, others of its vehicle or material, then any."""
    found = {}
    for i in rows:
        inside = [j for j in rows if table[j]['group'] == table[i]['group'] and j != i]
        found[i] = np.array(([i] + list(rng.permutation(inside)) + list(rng.permutation(rows)))[:80])
    return found


def most_alike(network, pixels, rows):
    vectors = embed(network, pixels[rows])
    order = np.argsort(-(vectors @ vectors.T), axis=1)[:, :80]
    return {i: np.array(rows)[near] for i, near in zip(rows, order)}


def pick(neighbours, count, rng):
    """Half: a seed and photos drawn from its nearest; half: any others."""
    seed = rng.choice(list(neighbours))
    near = [i for i in rng.choice(neighbours[seed][1:], count // 2, replace=False) if i != seed]
    far = [i for i in rng.permutation(list(neighbours)) if i != seed and i not in near]
    return np.array(([seed] + near + far)[:count])


def to_tensor(photos):
    batch = torch.from_numpy(np.stack(photos))[:, None].float().div_(255)
    return batch.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def embed(network, photos):
    """uint8 photos of any square size → vectors."""
    network.eval()
    out = [network(to_tensor([squeeze(p, INPUT) if p.shape[0] != INPUT else p for p in photos[i:i + 128]]))
           for i in range(0, len(photos), 128)]
    network.train()
    return torch.cat(out).numpy()


def trial(network, pixels, table):
    """On the calibration vehicles: strong views found at one false alarm in a thousand pairs of the same vehicle."""
    rng = np.random.default_rng(1)
    rows = [i for i, entry in enumerate(table) if entry['part'] == 'calibration' and entry['set'] == 'odometer']
    honest = embed(network, pixels[rows])
    altered = embed(network, np.stack([view(pixels[i], table[i]['aspect'], rng, True) for i in rows]))
    same = np.array([[table[i]['group'] == table[j]['group'] and i < j for j in rows] for i in rows])
    likeness = honest @ honest.T
    found = (honest * altered).sum(1)
    threshold = {name: np.quantile(likeness[pairs], 0.999)
                 for name, pairs in (('same', same), ('other', np.triu(~same & ~same.T, 1)))}
    return ' '.join(f'{name} vehicle: at {t:.3f} recall {(found >= t).mean():.3f};' for name, t in threshold.items())


def load():
    network = Embedding()
    network.load_state_dict(torch.load(CHECKPOINT)['weights'])
    return network.eval()


def export(network):
    MODELS.mkdir(exist_ok=True)
    outputs = ['embedding', 'mirrored', 'upside_down']
    torch.onnx.export(Turned(network).eval(), torch.rand(2, 1, INPUT, INPUT), str(MODELS / 'photo-embedding-2.onnx'),
                      input_names=['photo'], output_names=outputs, opset_version=13,
                      dynamic_axes={name: {0: 'n'} for name in ['photo', *outputs]})


if __name__ == '__main__':
    main()
