#!/usr/bin/env python3
"""Measures the scene model: `sure` and `least` from calibration vehicles and drawn training designs, figures on the test vehicles.

Below `sure` no reading is sure, below `least` its taker is told that the photo shows no dashboard. `sure` is what half a percent of the
calibration dashboards and two percent of the drawn ones stay below; `least` half of what the least likely dashboard of both has.

    python3 verification/training/scene_test.py           # the calibration part
    python3 verification/training/scene_test.py test      # and the test part
"""
import os
import sys

os.environ.setdefault('OMP_NUM_THREADS', '1')
import numpy as np
import torch

import scene
from deeds_photos import TRAINED, UNSEEN, scene as drawn_scene
from embedding_photos import thumbnails
from pretended import KINDS, pretended

SEED = 77  # drawings that were not trained on, of the designs that were
QUANTILES = (0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5)


def main():
    torch.set_num_threads(1)
    network, rng = scene.load(), np.random.default_rng(SEED)
    pixels, table = thumbnails()
    part = lambda name, of: pixels[[i for i, e in enumerate(table) if e['part'] == name and e['set'] == of]]
    parts = ['calibration'] + (['test'] if 'test' in sys.argv else [])
    for name in parts:
        told(f'dashboards, {name}', scene.answers(network, part(name, 'odometer')))
        told(f'items, {name}', scene.answers(network, part(name, 'waste')))
    told('drawn near', scene.answers(network, np.stack([scene.coloured(scene.near(rng), rng) for _ in range(60)])))
    told('bands', scene.answers(network, np.stack([scene.coloured(scene.band(rng), rng) for _ in range(60)])))
    told('bands without dials', scene.answers(network, np.stack([scene.coloured(scene.band(rng, False), rng) for _ in range(60)])))
    for kind in KINDS:
        told(kind, scene.answers(network, np.stack([pretended(kind, rng) for _ in range(30)])))
    for kind in TRAINED + UNSEEN:
        told(kind, scene.answers(network, np.stack([drawn_scene(kind, rng) for _ in range(20)])))


def told(name, p):
    board = p[:, scene.DASHBOARD]
    print(f'{name:24s} {len(p):4d} ' + ' '.join(f'{q}: {np.quantile(board, q):.4f}' for q in QUANTILES) + f' most {board.max():.4f}', flush=True)


if __name__ == '__main__':
    main()
