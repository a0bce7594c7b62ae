#!/usr/bin/env python3
"""The second check of a duplicate search: lay a found photo over the new one, then compare the fine detail piece by piece.

An embedding cannot always tell a cropped copy from another honest photo of the same instrument. Two photos of one dashboard differ in
viewpoint, needles, digits and reflections even where they are alike; a copy, once laid over its original, does not differ
anywhere. Plain arithmetic on two 128×128 grey thumbnails, written to be ported.

1. `lay_over`: an affine map (6 numbers) by Gauss-Newton on 32, 64, 128 pixels, from several starting angles.
2. `agreement`: correlation of fine detail in each 16×16 piece that both photos cover. The score is what three quarters of
   the detail reach (the lower quartile), so one changed corner does not hide a copy and one alike corner makes none.
"""
import numpy as np

SIDES = [32, 64, 128]
STARTS = [(angle, share) for angle in (-8, -3, 3, 8) for share in (1.0, 0.9)] + [(0, 1.0), (0, 0.92)]
STEPS = [12, 8, 6]
PIECE = 16
FEWEST = 12  # pieces; fewer overlap is no evidence


def same_photo(new, old, aspect=1.0):
    """Score -1..1, how surely `new` (grey float [128, 128], 0..1) is a copy of `old`; aspect = width/height of the photo.

    A mirrored copy: pass `new` mirrored. Which of the two it is, the embedding says (the larger of the two cosines).
    """
    return agreement(new, old, lay_over(new, old, aspect))


def lay_over(new, old, aspect):
    """The map from positions in `new` to positions in `old`, both as fractions from the centre (-0.5..0.5): [2, 3]."""
    levels = [(detail(shrink(new, side), side / 8), detail(shrink(old, side), side / 8)) for side in SIDES]
    tried = [refine(*levels[0], start(angle, share, aspect), STEPS[0]) for angle, share in STARTS]
    best = max(tried, key=lambda found: found[1])[0]
    for level, steps in zip(levels[1:], STEPS[1:]):
        best = refine(*level, best, steps)[0]
    return best


def start(degrees, share, aspect):
    turn = np.radians(degrees)
    return share * np.array([[np.cos(turn), -np.sin(turn) / aspect, 0], [np.sin(turn) * aspect, np.cos(turn), 0]])


def refine(new, old, matrix, steps):
    """Gauss-Newton on the affine map; gain between the photos is solved along, so brightness does not matter."""
    side = len(new)
    axis = (np.arange(side) + 0.5) / side - 0.5
    x, y = np.meshgrid(axis, axis)
    across, down = gradient(old)
    best = (matrix, -1.0)
    for _ in range(steps + 1):
        px, py = matrix @ np.stack([x.ravel(), y.ravel(), np.ones(side * side)])
        inside = (abs(px) < 0.5 - 0.5 / side) & (abs(py) < 0.5 - 0.5 / side)
        if inside.sum() < 0.4 * side * side:
            break
        px, py, u, v = px[inside], py[inside], x.ravel()[inside], y.ravel()[inside]
        there, here = sample(old, px, py), new.ravel()[inside]
        fit = correlation(here, there)
        if fit > best[1]:
            best = (matrix, fit)
        gx, gy = sample(across, px, py) * side, sample(down, px, py) * side
        gain = (here * there).sum() / ((there * there).sum() + 1e-9)
        slopes = np.stack([gx * u, gx * v, gx, gy * u, gy * v, gy]) * gain
        difference = here - gain * there
        weight = 1 / (1 + (difference / (2 * np.abs(difference).mean() + 1e-9)) ** 2)  # corners, glare: count little
        normal = (slopes * weight) @ slopes.T
        step = np.linalg.solve(normal + 1e-3 * np.trace(normal) / 6 * np.eye(6), (slopes * weight) @ difference)
        matrix = matrix + step.reshape(2, 3)
    return best


def agreement(new, old, matrix):
    side = SIDES[-1]
    axis = (np.arange(side) + 0.5) / side - 0.5
    x, y = np.meshgrid(axis, axis)
    px, py = matrix @ np.stack([x.ravel(), y.ravel(), np.ones(side * side)])
    inside = ((abs(px) < 0.5 - 1 / side) & (abs(py) < 0.5 - 1 / side)).reshape(side, side)
    laid = sample(old, px.clip(-0.499, 0.499), py.clip(-0.499, 0.499)).reshape(side, side)
    a, b = detail(new, 4), detail(laid, 4)
    found = []
    for top in range(0, side, PIECE):
        for left in range(0, side, PIECE):
            piece = np.s_[top:top + PIECE, left:left + PIECE]
            if inside[piece].mean() >= 0.95:
                p, q = a[piece].ravel(), b[piece].ravel()
                found.append((correlation(p, q), np.sqrt(p.std() * q.std())))
    return lower_quartile(np.array(found)) if len(found) >= FEWEST else 0.0


def lower_quartile(found):
    """Of [piece, (correlation, detail)], weighted by the detail, the busiest pieces not above three times the mean."""
    correlations, weight = found[np.argsort(found[:, 0])].T
    weight = np.minimum(weight, 3 * weight.mean() + 1e-9)
    return float(correlations[np.searchsorted(np.cumsum(weight), 0.25 * weight.sum())])


def correlation(a, b):
    a, b = a - a.mean(), b - b.mean()
    return float((a * b).sum() / (np.sqrt((a * a).sum() * (b * b).sum()) + 1e-9))


def sample(image, px, py):
    """Bilinear, at fractions from the centre; positions must lie inside by half a pixel."""
    side = len(image)
    fx, fy = ((px + 0.5) * side - 0.5).clip(0, side - 1.001), ((py + 0.5) * side - 0.5).clip(0, side - 1.001)
    ix, iy = fx.astype(int), fy.astype(int)
    fx, fy = fx - ix, fy - iy
    flat, at = image.ravel(), iy * side + ix
    return ((flat[at] * (1 - fx) + flat[at + 1] * fx) * (1 - fy)
            + (flat[at + side] * (1 - fx) + flat[at + side + 1] * fx) * fy)


def gradient(image):
    down, across = np.gradient(image)
    return across, down


def shrink(image, side):
    factor = len(image) // side
    return image.reshape(side, factor, side, factor).mean((1, 3))


def detail(image, radius):
    """The image less its surroundings: the mean over a (2·radius + 1)² window, cut at the edges."""
    radius = int(radius)
    sums = np.pad(image, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    low, high = np.clip(np.arange(len(image)) - radius, 0, None), np.clip(np.arange(len(image)) + radius + 1, None, len(image))
    total = sums[high][:, high] - sums[high][:, low] - sums[low][:, high] + sums[low][:, low]
    return image - total / np.outer(high - low, high - low)
