#!/usr/bin/env python3
"""What a cheat does to an old photo before sending it again, applied to the full photos of the test and calibration parts.

Each alteration is saved as JPEG (quality 85 unless it is the quality that is tried) and decoded again, as an upload would be.
Cached as 128×128 squeezed thumbnails: `cheats()` → (honest [P, 128, 128, 3], {name: altered [P, 128, 128, 3]}, table of P).
"""
import json

import cv2
import numpy as np

from common import CACHE, DATA
from embedding_photos import INPUT, inscribed, read, squeeze, thumbnails

SEED = 11
WASTE = 120  # waste photos per part; all dashboards


def main():
    for part in ('calibration', 'test'):
        honest, altered, _ = cheats(part)
        print(part, honest.shape, list(altered))


def cheats(part):
    at = CACHE / f'embedding-cheats-{part}.npz'
    table = [entry for entry in thumbnails()[1] if entry['part'] == part]
    dashboards = [entry for entry in table if entry['set'] == 'odometer']
    waste = [entry for entry in table if entry['set'] == 'waste']
    waste = [waste[i] for i in sorted(np.random.default_rng(SEED).permutation(len(waste))[:WASTE])]
    table = dashboards + waste
    if not at.exists():
        rng = np.random.default_rng(SEED)
        photos = {name: np.zeros((len(table), INPUT, INPUT, 3), np.uint8) for name in ['honest', *ALTERATIONS]}
        for row, entry in enumerate(table):
            photo = read(DATA / entry['set'] / 'images' / entry['file'])
            photos['honest'][row] = squeeze(photo, INPUT)
            for name, alter in ALTERATIONS.items():
                quality = int(name.split()[-1]) if name.startswith('re-encode') else 85
                photos[name][row] = squeeze(saved(alter(photo, rng), quality), INPUT)
        np.savez(at, **photos)
    stored = np.load(at)
    return stored['honest'], {name: stored[name] for name in ALTERATIONS}, table


def saved(photo, quality):
    return cv2.imdecode(cv2.imencode('.jpg', photo, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def brightness(gain):
    return lambda photo, rng: cv2.convertScaleAbs(photo, alpha=gain)


def contrast(gain):
    return lambda photo, rng: np.clip((photo.astype(np.float32) - 128) * gain + 128, 0, 255).astype(np.uint8)


def resize(share):
    return lambda photo, rng: cv2.resize(photo, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def crop(percent):
    """Takes `percent` of the width and of the height away, at a random place."""
    def alter(photo, rng):
        height, width = photo.shape[:2]
        cut = np.array([height, width]) * percent / 100
        top, left = (rng.random(2) * cut).astype(int)
        return photo[top:top + int(height - cut[0]), left:left + int(width - cut[1])]
    return alter


def turn(degrees, fill=True):
    """Turns either way. `fill`: black corners, same size; otherwise cropped to the largest window without corners."""
    def alter(photo, rng):
        height, width = photo.shape[:2]
        signed = degrees * rng.choice([-1, 1])
        matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), float(signed), 1)
        turned = cv2.warpAffine(photo, matrix, (width, height), flags=cv2.INTER_LINEAR)
        return turned if fill else centre(turned, inscribed(degrees, width / height))
    return alter


def centre(photo, share):
    height, width = photo.shape[:2]
    top, left = int(height * (1 - share) / 2), int(width * (1 - share) / 2)
    return photo[top:height - top, left:width - left]


def mirror(photo, rng):
    return np.ascontiguousarray(photo[:, ::-1])


def chain(*steps):
    def alter(photo, rng):
        for step in steps:
            photo = step(photo, rng)
        return photo
    return alter


ALTERATIONS = {
    're-encode 70': lambda photo, rng: photo, 're-encode 30': lambda photo, rng: photo,
    'resize 50 %': resize(0.5), 'resize 25 %': resize(0.25),
    'brightness -30 %': brightness(0.7), 'brightness +30 %': brightness(1.3), 'contrast -30 %': contrast(0.7),
    'contrast +30 %': contrast(1.3),
    'crop 3 %': crop(3), 'crop 5 %': crop(5), 'crop 10 %': crop(10),
    'turn 2°': turn(2), 'turn 5°': turn(5), 'turn 8°': turn(8), 'turn 8°, corners cut': turn(8, fill=False),
    'mirror': mirror, 'mirror + crop 5 %': chain(mirror, crop(5)),
    'crop 5 % + turn 3° + brightness +20 %': chain(crop(5), turn(3), brightness(1.2)),
}


if __name__ == '__main__':
    main()
