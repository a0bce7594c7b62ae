#!/usr/bin/env python3
"""Trains the recycling classifier: photo of one item → cardboard, glass, metal, paper, plastic, trash, or no item at all.

The first layers start from the photo embedding, which learnt what photos look like without any label; then everything is trained on
TrashNet with strong alterations, on dashboards and on drawn scenes. Eight classes are learnt (six materials, dashboard, anything
else); the exported model gives `probabilities` [N, 7] (dashboard and else summed to `other`) and `scene` [N, 3] (dashboard,
item, else), so that an odometer upload without a dashboard can be told as well.

    python3 verification/training/deeds.py [--steps 2600] [--minutes 60]    # trains, then writes models/recycling-item-1.onnx
    python3 verification/training/deeds.py --train-only                     # leaves the shipped model for a comparison first
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
from deeds_photos import INPUT, TRAINED, TRAINED_AT, scene, view
from deeds_split import MATERIALS
from embedding import CHECKPOINT as EMBEDDING, block, to_tensor
from embedding_photos import shade, squeeze, thumbnails

SEED = 3
CLASSES = [*MATERIALS, 'dashboard', 'else']
BATCH = dict(item=76, dashboard=10, scene=10)
SCENES = 1400
CHECKPOINT = CACHE / 'recycling-item-1.pt'


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--steps', type=int, default=2600)
    options.add_argument('--minutes', type=float, default=60, help='no longer; the learning rate ends at zero all the same')
    options.add_argument('--train-only', action='store_true')
    options.add_argument('--export-only', action='store_true')
    options = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    network = Recycling()
    if not options.export_only:
        network.start_from(torch.load(EMBEDDING)['weights'])
        train(network.to(memory_format=torch.channels_last), *thumbnails(), options.steps, options.minutes)
    if not options.train_only:
        export(load())


class Recycling(nn.Module):
    """[N, 3, 160, 160] in 0..1 → logits of the eight classes, the mean of the photo's and its mirror image's when exported."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            block(3, 16, 2), block(16, 32, 2), block(32, 32), block(32, 64, 2), block(64, 64),
            block(64, 128, 2), block(128, 128), block(128, 192, 2), block(192, 192))
        self.drop = nn.Dropout(0.3)
        self.head = nn.Linear(192 * 2, len(CLASSES))

    def start_from(self, weights):
        own = self.state_dict()
        own.update({name: value for name, value in weights.items() if name in own and own[name].shape == value.shape})
        self.load_state_dict(own)

    def forward(self, photo):
        level = photo.mean((1, 2, 3), keepdim=True)
        spread = (photo - level).pow(2).mean((1, 2, 3), keepdim=True).sqrt()
        maps = self.layers((photo - level) / (spread + 0.04))
        return self.head(self.drop(torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1)))


class Answer(nn.Module):
    """What is exported: temperature applied, both mirror images asked, classes summed as the verdict needs them."""

    def __init__(self, network, temperature):
        super().__init__()
        self.network = network
        self.register_buffer('temperature', torch.tensor(float(temperature)))
        self.register_buffer('right_to_left', torch.arange(INPUT - 1, -1, -1))

    def forward(self, photo):
        logits = (self.network(photo) + self.network(photo.index_select(3, self.right_to_left))) / 2
        p = torch.softmax(logits / self.temperature, 1)
        return torch.cat([p[:, :6], p[:, 6:].sum(1, keepdim=True)], 1), torch.cat([p[:, 6:7], p[:, :6].sum(1, keepdim=True), p[:, 7:]], 1)


def train(network, pixels, table, steps, minutes):
    rng = np.random.default_rng(SEED)
    average = load_average(network)
    rows = {c: [i for i, e in enumerate(table) if e['part'] == 'train' and label(e) == c] for c in range(7)}
    share = np.sqrt([len(rows[c]) for c in range(6)])  # trash is rare: drawn more often than it occurs
    scenes = [scene(TRAINED[i % len(TRAINED)], rng) for i in range(SCENES)]
    body = [p for name, p in network.named_parameters() if name.startswith('layers')]
    optimiser = torch.optim.AdamW([dict(params=body), dict(params=network.head.parameters())], lr=0, weight_decay=2e-2)
    started, losses, step, done = time.time(), [], 0, 0.0
    while done < 1:
        step += 1
        for group in optimiser.param_groups:
            group['lr'] = rate(done)
        classes = np.concatenate([rng.choice(6, BATCH['item'], p=share / share.sum()), np.full(BATCH['dashboard'], 6)])
        chosen = [rng.choice(rows[c]) for c in classes]
        photos = [view(pixels[i], table[i]['aspect'], rng) for i in chosen]
        photos += [shade(piece(scenes[i], rng), rng) for i in rng.integers(0, SCENES, BATCH['scene'])]
        target = smooth(np.concatenate([classes, np.full(BATCH['scene'], 7)]))
        batch, target = mix(to_tensor(photos), target, rng)
        with torch.autocast('cpu', torch.bfloat16):  # twice the speed where the processor knows it
            scores = network(batch)
        loss = -(target * F.log_softmax(scores.float(), 1)).sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        follow(average, network, min(0.995, step / (step + 20)))
        losses.append(loss.item())
        done = max(step / steps, (time.time() - started) / (60 * minutes))
        if step % 100 == 0 or done >= 1:
            torch.save(dict(weights=average.state_dict(), step=step, seconds=time.time() - started), CHECKPOINT)
            print(f'{step} loss {np.mean(losses[-100:]):.3f} calibration right {trial(average, pixels, table):.3f} '
                  f'wall {time.time() - started:.0f} s cpu {time.process_time():.0f} s', flush=True)


def rate(done, highest=3e-3, rise=0.2):
    """The learning rate after this share of the training: up and down by half a cosine each (Smith & Topin 2019)."""
    if done < rise:
        return highest * (0.04 + 0.96 * (1 - np.cos(np.pi * done / rise)) / 2)
    return highest * (1 + np.cos(np.pi * (min(done, 1) - rise) / (1 - rise))) / 2


def piece(picture, rng):
    top, left = rng.integers(0, INPUT - TRAINED_AT + 1, 2)
    return np.ascontiguousarray(picture[top:top + TRAINED_AT, left:left + TRAINED_AT])


def label(entry):
    return 6 if entry['set'] == 'odometer' else MATERIALS.index(entry['group'].removeprefix('waste-'))


def smooth(classes):
    return F.one_hot(torch.from_numpy(classes), len(CLASSES)).float() * 0.95 + 0.05 / len(CLASSES)


def mix(batch, target, rng):
    """Mixup (Zhang et al. 2018) of every second batch: fewer certainties where the materials meet."""
    if rng.random() < 0.5:
        return batch, target
    other, share = torch.from_numpy(rng.permutation(len(batch))), float(rng.beta(0.3, 0.3))
    return share * batch + (1 - share) * batch[other], share * target + (1 - share) * target[other]


def load_average(network):
    average = Recycling()
    average.load_state_dict(network.state_dict())
    return average.eval()


@torch.no_grad()
def follow(average, network, keep):
    """The running mean of the weights, which is what ships."""
    for name, value in network.state_dict().items():
        mean = average.state_dict()[name]
        mean.copy_(value if value.dtype == torch.int64 else keep * mean + (1 - keep) * value)


@torch.no_grad()
def logits(network, photos):
    """Of uint8 photos of any square size; the mean over both mirror images, as exported."""
    out = []
    for i in range(0, len(photos), 64):
        batch = to_tensor([squeeze(p, INPUT) if len(p) != INPUT else p for p in photos[i:i + 64]])
        out.append((network(batch) + network(batch.flip(3))) / 2)
    return torch.cat(out).numpy()


def trial(network, pixels, table):
    rows = [i for i, e in enumerate(table) if e['part'] == 'calibration' and e['set'] == 'waste']
    return (logits(network, pixels[rows]).argmax(1) == [label(table[i]) for i in rows]).mean()


def load():
    network = Recycling()
    network.load_state_dict(torch.load(CHECKPOINT)['weights'])
    return network.eval()


def export(network):
    from deeds_test import temperature  # fitted on the calibration part
    torch.onnx.export(Answer(network, temperature(network)).eval(), torch.rand(2, 3, INPUT, INPUT),
                      str(MODELS / 'recycling-item-1.onnx'), opset_version=13, input_names=['photo'],
                      output_names=['probabilities', 'scene'],
                      dynamic_axes={name: {0: 'n'} for name in ('photo', 'probabilities', 'scene')})


if __name__ == '__main__':
    main()
