#!/usr/bin/env python3
"""Which TrashNet photo belongs to which part: train 70, calibration 12, test 18 (percent).

TrashNet's photographers shot one item several times, mostly in a row and sometimes a few numbers apart. A photo of the
same item in train and test would flatter the model, so what moves between parts is a group: a run of ten consecutive numbers of
one material, joined with any other run of that material that holds a near copy of one of its photos.

Run it to write `.cache/deeds-split.json` ({file: {material, group, part}}) and print the counts.
"""
import csv
import json
import os
import re
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get('TRAINING_DATA', HERE.parents[2] / 'shared/data'))
CACHE = HERE / '.cache'
SPLIT = CACHE / 'deeds-split.json'
MATERIALS = ['cardboard', 'glass', 'metal', 'paper', 'plastic', 'trash']
SEED = 'deeds-1'
RUN = 10
NEAR_COPY = 0.93  # correlation of blurred colour thumbnails; at 0.93 all pairs looked at were one item or a blank page


def main():
    split = build()
    CACHE.mkdir(exist_ok=True)
    SPLIT.write_text(json.dumps(split, indent=0, sort_keys=True))
    for part in ('train', 'calibration', 'test'):
        inside = [entry for entry in split.values() if entry['part'] == part]
        print(part, len(inside), 'photos', len({entry['group'] for entry in inside}), 'groups',
              dict(sorted(Counter(entry['material'] for entry in inside).items())))


def load():
    """The split, built on first use."""
    if not SPLIT.exists():
        main()
    return json.loads(SPLIT.read_text())


def build():
    with open(DATA / 'waste/labels.csv') as file:
        material_of = {row['file']: row['material'] for row in csv.DictReader(file)}
    split = {}
    for material in MATERIALS:
        files = sorted((name for name in material_of if material_of[name] == material), key=number)
        groups = join_near_copies(files, [number(name) // RUN for name in files])
        for name, (group, part) in zip(files, assign(material, groups)):
            split[name] = {'material': material, 'group': group, 'part': part}
    return split


def assign(material, groups):
    """Groups in a seeded order fill test, then calibration, then train, so that every material has its share of each."""
    sizes = Counter(groups)
    order = sorted(sizes, key=lambda group: sha256(f'{SEED}/{material}/{group}'.encode()).hexdigest())
    total, part_of, filled = len(groups), {}, 0
    big = max(sizes, key=sizes.get)
    part_of[big] = 'train'
    for group in (group for group in order if group != big):
        part_of[group] = 'test' if filled < 0.18 * total else 'calibration' if filled < 0.30 * total else 'train'
        filled += sizes[group]
    return [(f'{material}-{group}', part_of[group]) for group in groups]


def join_near_copies(files, groups):
    vectors = np.stack([thumbnail(DATA / 'waste/images' / name) for name in files])
    turned = [vectors, vectors[:, ::-1], vectors[:, :, ::-1], vectors[:, ::-1, ::-1]]
    flat = [normalise(views.reshape(len(files), -1)) for views in turned]
    alike = np.max([flat[0] @ other.T for other in flat], axis=0)
    parent = {group: group for group in groups}

    def root(group):
        while parent[group] != group:
            group = parent[group]
        return group

    for i, j in zip(*np.where(np.triu(alike, 1) > NEAR_COPY)):
        a, b = sorted((root(groups[i]), root(groups[j])))
        parent[b] = a
    return [root(group) for group in groups]


def thumbnail(path):
    """24×24, blurred, edges counted more than the plain background's shading."""
    photo = cv2.resize(cv2.imread(str(path)), (48, 48), interpolation=cv2.INTER_AREA).astype(np.float32)
    detail = cv2.GaussianBlur(photo, (0, 0), 1) - cv2.GaussianBlur(photo, (0, 0), 12)
    return cv2.resize(detail, (24, 24), interpolation=cv2.INTER_AREA)


def normalise(rows):
    rows = rows - rows.mean(1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)


def number(name):
    return int(re.search(r'(\d+)\.jpg$', name).group(1))


if __name__ == '__main__':
    main()
