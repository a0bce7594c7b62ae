#!/usr/bin/env python3
"""Measures the photo embedding and the second check: thresholds from the calibration vehicles, figures on the test vehicles.

A copy is found if it is as near to its own original as the threshold asks. False alarms are counted over pairs of honest
photos, of one vehicle and of different vehicles apart, searched as in service: both mirror images, the nearer counts.
Writes `.cache/embedding-test.json` and prints the card's tables.
"""
import json
import os

os.environ.setdefault('OMP_NUM_THREADS', '1')
import numpy as np
import torch

import embedding
from common import CACHE
from embedding_cheats import ALTERATIONS, cheats
from embedding_verify import same_photo

FALSE_ALARMS = 1e-3
CHECKED = 40  # copies of an alteration that go through the second check, which is slow in numpy
HARDEST = 200  # honest pairs, the most alike by embedding, that go through the second check; the candidate threshold lets fewer pass
LAID_OVER = ['re-encode 30', 'brightness +30 %', 'crop 10 %', 'turn 5°', 'turn 8°', 'turn 8°, corners cut', 'mirror + crop 5 %',
             'crop 5 % + turn 3° + brightness +20 %']

SCORES = [0.80, 0.84, 0.86, 0.88, 0.90]


def main():
    torch.set_num_threads(1)
    network = embedding.load()
    calibration, test = (Part(network, name) for name in ('calibration', 'test'))
    thresholds = {f'{kind}-vehicle': float(np.quantile(calibration.honest[pairs], 1 - FALSE_ALARMS))
                  for kind, pairs in calibration.pairs.items() if kind != 'waste'}
    copies = np.concatenate([near[calibration.dashboard] for near in calibration.near.values()])
    thresholds['candidate'] = float(np.quantile(copies, 0.01))
    print('thresholds', thresholds)
    result = dict(thresholds=thresholds)
    for part in (calibration, test):
        print(part.name, {kind: int(pairs.sum()) for kind, pairs in part.pairs.items()}, 'pairs')
        for name, threshold in thresholds.items():
            print(f'  false alarms at {name}:', {kind: f'{(part.honest[pairs] >= threshold).mean():.2e}' for kind, pairs in part.pairs.items()})
        for name in ALTERATIONS:
            print(f'  {name:38s}', 'dashboards', *(f'{(part.near[name][part.dashboard] >= at).mean():.3f}' for at in thresholds.values()),
                  'waste', *(f'{(part.near[name][~part.dashboard] >= at).mean():.3f}' for at in thresholds.values()),
                  f'nearest of all {part.first(name):.3f}', flush=True)
    for part in (calibration, test):
        checked = part.second_check()
        score = checked['honest score']
        print(f'{part.name}: second check of the {HARDEST} most alike honest pairs:', {q: round(float(np.quantile(score, q)), 3) for q in (.5, .9, .99, 1)},
              'at or above:', {at: int((score >= at).sum()) for at in SCORES}, flush=True)
        for name in LAID_OVER:
            print(f'  {name:38s}', *(f'{(checked[name] >= at).mean():.3f}' for at in SCORES), 'least', np.sort(checked[name])[:3].round(3))
        result[part.name] = {name: list(map(float, value)) for name, value in checked.items()}
    (CACHE / 'embedding-test.json').write_text(json.dumps(result))


class Part:
    """The vectors of one part: honest photos, all their altered copies, and which pairs mean what."""

    def __init__(self, network, name):
        self.name, self.photos = name, cheats(name)
        honest, altered, table = self.photos
        self.table, self.dashboard = table, np.array([entry['set'] == 'odometer' for entry in table])
        self.vectors = embedding.embed(network, honest)
        self.honest, self.mirrored = self.search(network, honest)
        self.likeness = {name: self.search(network, photos) for name, photos in altered.items()}
        self.near = {name: np.diagonal(found[0]) for name, found in self.likeness.items()}
        groups = np.array([entry['group'] for entry in table])
        once = np.tri(len(table), k=-1, dtype=bool)
        both = self.dashboard[:, None] & self.dashboard[None]
        one = groups[:, None] == groups[None]
        self.pairs = {'same': once & both & one, 'other': once & both & ~one, 'waste': once & ~self.dashboard[:, None] & ~self.dashboard[None]}

    def search(self, network, photos):
        """[new, stored]: the cosine of the nearer mirror image, and whether that was the mirrored one."""
        plain = embedding.embed(network, photos) @ self.vectors.T
        mirrored = embedding.embed(network, np.ascontiguousarray(photos[:, :, ::-1])) @ self.vectors.T
        return np.maximum(plain, mirrored), mirrored > plain

    def first(self, name):
        """Share of copies whose own original is the nearest of all stored photos."""
        found = self.likeness[name][0]
        return (found.argmax(1) == np.arange(len(found))).mean()

    def second_check(self):
        honest, altered, table = self.photos
        rows = np.random.default_rng(5).permutation(np.where(self.dashboard)[0])[:CHECKED]
        checked = {name: np.array([self.check(altered[name][i], self.likeness[name][1][i, i], i) for i in rows]) for name in LAID_OVER}
        candidates = np.argwhere(self.pairs['same'] | self.pairs['other'] | self.pairs['waste'])
        order = np.argsort(-self.honest[tuple(candidates.T)])[:HARDEST]
        checked['honest pair'] = candidates[order].ravel()
        checked['honest score'] = np.array([self.check(honest[i], self.mirrored[i, j], j) for i, j in candidates[order]])
        return checked

    def check(self, new, mirrored, stored):
        new = new[:, ::-1] if mirrored else new
        return same_photo(grey(new), grey(self.photos[0][stored]), self.table[stored]['aspect'])


def grey(photo):
    """Rec. 601 luma, 0..1."""
    return photo.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32) / 255


if __name__ == '__main__':
    main()
