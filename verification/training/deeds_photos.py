#!/usr/bin/env python3
"""Training pictures for the recycling classifier: altered item photos, dashboards, and drawn scenes that are neither.

Drawn scenes stand for uploads that show no item: noise, plain surfaces, gradients, tilings, pages and screens of text, charts.
'stripes' and 'circles' are never trained on; the test tells how far "other" reaches beyond what was drawn for it.
"""
import cv2
import numpy as np

from embedding_photos import shade, warp

INPUT = 160
TRAINED = ['noise', 'plain', 'gradient', 'tiles', 'text', 'chart', 'blobs']
UNSEEN = ['stripes', 'circles']
FONTS = [cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX]


def view(thumbnail, aspect, rng, side):
    """An item or dashboard photographed otherwise: nearer, turned, mirrored, other light and colours, partly covered; uint8 [side, side, 3].

    At 128 a crop of on average three quarters shows things as large as the whole photo at 160 does (Touvron et al. 2019).
    """
    if rng.random() < 0.5:
        thumbnail = thumbnail[:, ::-1]
    turns = int(rng.integers(4))
    if turns % 2:
        aspect = 1 / aspect
    thumbnail = np.rot90(thumbnail, turns)
    share, stretch = rng.uniform(0.55, 1.0), np.exp(rng.uniform(-0.22, 0.22))
    keep = np.array([share * stretch, share / stretch]).clip(0.35, 1.0)
    centre = 0.5 + rng.uniform(-1, 1, 2) * (1 - keep) / 2
    out = warp(np.ascontiguousarray(thumbnail), aspect, keep, rng.uniform(-30, 30), centre, cv2.BORDER_REFLECT, side)
    out = saturated(shade(out, rng), rng)
    if rng.random() < 0.2:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.3))
    if rng.random() < 0.3:
        height, width = (side * rng.uniform(0.12, 0.38, 2)).astype(int)
        top, left = (side * rng.uniform(0, 0.88, 2)).astype(int)
        out[top:top + height, left:left + width] = rng.integers(0, 256, 3)
    return out


def saturated(photo, rng):
    """Colours stronger or paler, now and then."""
    if rng.random() < 0.6:
        return photo
    grey = cv2.cvtColor(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    share = rng.uniform(0.5, 1.4)
    return cv2.addWeighted(photo, share, grey, 1 - share, 0)


def scene(kind, rng):
    """A drawn picture with no item in it, uint8 [160, 160, 3]."""
    base = np.full((INPUT, INPUT, 3), colour(rng), np.uint8)
    picture = DRAW[kind](base, rng)
    if rng.random() < 0.5:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 2))
    return shade(picture, rng) if rng.random() < 0.7 else picture


def colour(rng):
    return rng.integers(0, 256, 3) if rng.random() < 0.5 else np.repeat(rng.integers(0, 256), 3)


def noise(base, rng):
    grain = 2 ** rng.integers(0, 6)
    small = rng.integers(0, 256, (INPUT // grain, INPUT // grain, 3), dtype=np.uint8)
    if rng.random() < 0.5:
        small = np.repeat(small[..., :1], 3, 2)
    return cv2.resize(small, (INPUT, INPUT), interpolation=int(rng.choice([cv2.INTER_NEAREST, cv2.INTER_CUBIC])))


def plain(base, rng):
    return (base + rng.normal(0, rng.uniform(0, 6), base.shape)).clip(0, 255).astype(np.uint8)


def gradient(base, rng):
    angle, ramp = rng.uniform(0, 6.3), np.linspace(-1, 1, INPUT)
    way = (np.cos(angle) * ramp[None] + np.sin(angle) * ramp[:, None] + 1.4) / 2.8
    return (base * way[..., None] + colour(rng) * (1 - way[..., None])).astype(np.uint8)


def tiles(base, rng):
    size, other = rng.integers(4, 50), colour(rng)
    y, x = np.mgrid[:INPUT, :INPUT]
    mask = ((x // size + y // size) % 2).astype(bool) if rng.random() < 0.5 else ((x % size < 2) | (y % size < 2))
    base[mask] = other
    return base


def text(base, rng):
    """A page or a screen: dark on light or light on dark, a bar on top now and then."""
    paper, ink = (rng.integers(200, 256), rng.integers(0, 90)) if rng.random() < 0.6 else (rng.integers(0, 50), rng.integers(150, 256))
    base[:] = paper
    if rng.random() < 0.5:
        base[:rng.integers(8, 30)] = colour(rng)
    y, size = int(rng.integers(8, 30)), rng.uniform(0.25, 0.7)
    font = FONTS[rng.integers(len(FONTS))]
    while y < INPUT:
        words = ''.join(rng.choice(list('abcdefghijklmnop rstuv xyz 0123456789 ')) for _ in range(rng.integers(5, 60)))
        cv2.putText(base, words, (int(rng.integers(-5, 20)), y), font, size, int(ink) * np.ones(3), 1, cv2.LINE_AA)
        y += int(size * rng.uniform(24, 45))
    return base


def chart(base, rng):
    for _ in range(rng.integers(3, 15)):
        a, b = rng.integers(0, INPUT, 2).tolist(), rng.integers(0, INPUT, 2).tolist()
        ink = colour(rng).tolist()
        if rng.random() < 0.5:
            cv2.rectangle(base, a, b, ink, -1 if rng.random() < 0.5 else 1)
        else:
            cv2.line(base, a, b, ink, int(rng.integers(1, 6)), cv2.LINE_AA)
    return base


def blobs(base, rng):
    """Clouds of colour, as of a lens covered by a hand or a blurred street."""
    octaves = [cv2.resize(rng.normal(0, 1, (n, n, 3)), (INPUT, INPUT), interpolation=cv2.INTER_CUBIC) / n ** rng.uniform(0, 1)
               for n in (2, 4, 8, 16, 32)]
    return (base + rng.uniform(30, 120) * sum(octaves)).clip(0, 255).astype(np.uint8)


def stripes(base, rng):
    angle, width = rng.uniform(0, 3.2), rng.uniform(4, 30)
    y, x = np.mgrid[:INPUT, :INPUT]
    base[np.sin((x * np.cos(angle) + y * np.sin(angle)) / width * 6.28) > 0] = colour(rng)
    return base


def circles(base, rng):
    for _ in range(rng.integers(5, 60)):
        cv2.circle(base, rng.integers(0, INPUT, 2).tolist(), int(rng.integers(2, 30)), colour(rng).tolist(),
                   -1 if rng.random() < 0.6 else 2, cv2.LINE_AA)
    return base


DRAW = dict(noise=noise, plain=plain, gradient=gradient, tiles=tiles, text=text, chart=chart, blobs=blobs, stripes=stripes,
            circles=circles)
