#!/usr/bin/env python3
"""Photos for the embedding: squeezed thumbnails of every dashboard and waste photo, and how they are cut and shaded.

`thumbnails()` caches all photos once as 192×192 uint8 RGB (the whole photo squeezed, its width/height ratio kept beside it).
What training makes of them is in `embedding_views.py` and `deeds_photos.py`.
"""
import json

import cv2
import numpy as np

import deeds_split
from common import CACHE, DATA, PHOTOS, labels

SIDE = 192  # of a cached thumbnail; the network sees 128, so a crop still has its pixels
INPUT = 128
BORDERS = [cv2.BORDER_CONSTANT, cv2.BORDER_CONSTANT, cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT]


def thumbnails():
    """(pixels uint8 [N, 192, 192, 3], table of {file, group, part, aspect, set}); a group is one vehicle or one material.

    The sets hold some photos twice. A second copy gets the part 'copy': it is neither an honest other photo nor a new one.
    """
    pixels_at, table_at = CACHE / 'embedding-192.npy', CACHE / 'embedding-192.json'
    if not pixels_at.exists():
        table = dashboards() + waste()
        pixels = np.zeros((len(table), SIDE, SIDE, 3), np.uint8)
        for row, entry in enumerate(table):
            photo = read(DATA / entry['set'] / 'images' / entry['file'])
            entry['aspect'] = photo.shape[1] / photo.shape[0]
            pixels[row] = squeeze(photo, SIDE)
        for row in copies(pixels):
            table[row]['part'] = 'copy'
        np.save(pixels_at, pixels)
        table_at.write_text(json.dumps(table))
    return np.load(pixels_at), json.loads(table_at.read_text())


def dashboards():
    split = json.loads((CACHE / 'split.json').read_text())
    return [dict(file=row['file'], set='odometer', group=split[row['file']]['vehicle'], part=split[row['file']]['part'])
            for row in labels() if (PHOTOS / row['file']).exists()]


def waste():
    return [dict(file=name, set='waste', group='waste-' + entry['material'], part=entry['part'])
            for name, entry in sorted(deeds_split.load().items())]


def copies(pixels):
    """Rows whose photo came before: fine detail of the 48×48 thumbnails correlates above 0.985 (copies 0.999, dark honest photos up to 0.972)."""
    small = np.stack([squeeze(photo, 48).astype(np.float32).mean(2) for photo in pixels])
    detail = np.stack([photo - cv2.GaussianBlur(photo, (0, 0), 6) for photo in small]).reshape(len(small), -1)
    detail /= np.linalg.norm(detail, axis=1, keepdims=True) + 1e-3
    return np.where((np.tril(detail @ detail.T, -1) > 0.985).any(1))[0]


def read(path):
    """RGB."""
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)


def squeeze(photo, side):
    """The whole photo on a square, its proportions not kept; every pixel counts (area mean)."""
    return cv2.resize(photo, (side, side), interpolation=cv2.INTER_AREA)


def inscribed(degrees, aspect):
    """The share of each side that remains when a turned photo is cropped so that no corner is empty, proportions kept."""
    turn = np.radians(abs(degrees))
    long_side = max(aspect, 1 / aspect)
    return 1 / (np.cos(turn) + long_side * np.sin(turn))


def warp(image, aspect, keep, degrees, centre, border, side):
    """Cuts the window `keep` (shares of width, height) around `centre`, turned by `degrees`, out of a squeezed image."""
    turn = np.radians(degrees)
    turned = np.array([[np.cos(turn), -np.sin(turn) / aspect], [np.sin(turn) * aspect, np.cos(turn)]])  # in squeezed units
    height = image.shape[0]
    inward = turned @ np.diag(keep) * height / side
    shift = np.asarray(centre) * height - 0.5 - inward @ np.array([side / 2 - 0.5, side / 2 - 0.5])
    return cv2.warpAffine(image, np.column_stack([inward, shift]), (side, side), flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP,
                          borderMode=border)


def shade(photo, rng):
    """Brightness, contrast, tone curve, colour cast and sensor noise, drawn anew."""
    levels = np.linspace(0, 1, 256)[:, None] * rng.uniform(0.65, 1.4) * rng.uniform(0.93, 1.07, 3) + rng.uniform(-0.08, 0.08)
    levels = levels.clip(0, 1) ** np.exp(rng.uniform(-0.3, 0.3))
    photo = cv2.LUT(photo, (255 * levels).round().astype(np.uint8)[None])
    if rng.random() < 0.3:
        noise = np.empty(photo.shape, np.int16)
        cv2.setRNGSeed(int(rng.integers(2 ** 31)))
        cv2.randn(noise, 0, rng.uniform(1, 6))
        photo = (photo + noise).clip(0, 255).astype(np.uint8)
    return photo


if __name__ == '__main__':
    pixels, table = thumbnails()
    print(pixels.shape, 'thumbnails,', len({entry['group'] for entry in table}), 'groups')
