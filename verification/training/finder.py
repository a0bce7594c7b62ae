"""The odometer finder: net, decoding, and the two-stage search on a whole photo.

A small fully convolutional net (EAST-like): for each 4×4 cell the probability that it lies on an odometer's reading
and on a trip meter's, and the rotated box seen from there: distances in pixels to the top, right, bottom and left side
along the box's own axes, and the cosine and sine of the direction in which the digits are read.
"""
import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

STRIDE = 4
KINDS = ("odometer", "trip")
LOW = 0.35  # least probability of a cell that takes part
COARSE, FINE = (640, 288), 320  # px: long sides of the first looks (small digits, large digits), side of the second look's window
FINE_HEIGHT = 22.0  # px: height that a candidate gets in its window
TRIP_SHARE = 0.3
SURE = 0.8  # score of the best candidate below which the photo is tried on its sides
MOST = 5  # candidates of the first look that get a second one


def conv(a, b, stride=1, kernel=3):
    return nn.Sequential(nn.Conv2d(a, b, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(b), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.a = conv(c, c)
        self.b = nn.Sequential(nn.Conv2d(c, c, 3, 1, 1, bias=False), nn.BatchNorm2d(c))

    def forward(self, x):
        return F.relu(x + self.b(self.a(x)))


class Finder(nn.Module):
    """photo [N,1,H,W] in 0..1 (H, W multiples of 32) -> score [N,2,H/4,W/4], geometry [N,6,H/4,W/4]."""

    def __init__(self, widths=(12, 24, 40, 64, 96), neck=32):
        super().__init__()
        a, b, c, d, e = widths
        self.stem = conv(1, a, 2)
        self.quarter = nn.Sequential(conv(a, b, 2), Residual(b))
        self.eighth = nn.Sequential(conv(b, c, 2), Residual(c), Residual(c))
        self.sixteenth = nn.Sequential(conv(c, d, 2), Residual(d), Residual(d))
        self.last = nn.Sequential(conv(d, e, 2), Residual(e), Residual(e))
        self.side = nn.ModuleList([conv(n, neck, 1, 1) for n in (b, c, d, e)])
        self.mix = nn.ModuleList([conv(neck, neck) for _ in range(3)])
        self.out = nn.Conv2d(neck, 2 + 6, 1)
        nn.init.normal_(self.out.weight, std=0.01)
        nn.init.constant_(self.out.bias[:2], -3.0)
        nn.init.constant_(self.out.bias[2:], 0.0)

    def raw(self, x):
        x = self.quarter(self.stem((x - 0.35) * 3))
        y = self.eighth(x)
        z = self.sixteenth(y)
        u = self.side[3](self.last(z))
        for level, side, mix in ((z, 2, 2), (y, 1, 1), (x, 0, 0)):
            u = mix_up(u, self.side[side](level), self.mix[mix])
        return self.out(u)

    def forward(self, x):
        return outputs(self.raw(x))


def mix_up(coarse, fine, layer):
    return layer(F.interpolate(coarse, scale_factor=2.0, mode="nearest") + fine)


def outputs(raw):
    """Raw channels to (score, geometry); distances are 12 px × exp so that relative errors weigh the same."""
    score = torch.sigmoid(raw[:, :2])
    distance = 12 * torch.exp(raw[:, 2:6].clamp(-4, 4))
    turn = raw[:, 6:8]
    turn = turn / torch.sqrt((turn * turn).sum(1, keepdim=True) + 1e-6)
    return score, torch.cat([distance, turn], 1)


# --- decoding -------------------------------------------------------------------------------------------------------

def decode(score, geometry, low=LOW):
    """Maps of one picture (arrays [2,h,w], [6,h,w]) -> boxes [{cx, cy, w, h, angle, score, kind}], best first.

    Cells above `low` form groups: around the best cell left, those whose boxes' middles lie in the inner part of its
    box. A group's angle is the mean direction; each side is the mean of the cells' opinions, where for the left and
    the right side the cells near that side count more (they see the last digit). The score is the mean of the best
    third of the group.
    """
    best = score.max(0)
    rows, cols = np.nonzero(best > low)
    if not len(rows):
        return []
    p = best[rows, cols]
    x, y = cols * STRIDE + STRIDE / 2, rows * STRIDE + STRIDE / 2
    top, right, bottom, left, c, s = geometry[:, rows, cols]
    along, across = (right - left) / 2, (bottom - top) / 2
    mx, my = x + along * c - across * s, y + along * s + across * c
    free = np.ones(len(rows), bool)
    boxes = []
    for i in np.argsort(-p):
        if not free[i]:
            continue
        dx, dy = mx - mx[i], my - my[i]
        w, h = left[i] + right[i], top[i] + bottom[i]
        group = free & (np.abs(dx * c[i] + dy * s[i]) < 0.35 * w) & (np.abs(dy * c[i] - dx * s[i]) < 0.5 * h) & (c * c[i] + s * s[i] > 0.7)
        free &= ~group
        if group.sum() < 3:
            continue
        box = merged(x[group], y[group], geometry[:, rows[group], cols[group]], p[group])
        kinds = score[:, rows[group], cols[group]]
        order = np.argsort(-p[group])[: max(1, int(group.sum()) // 3)]
        box["score"] = float(p[group][order].mean())
        box["kind"] = KINDS[int(np.argmax(kinds[:, order].mean(1)))]
        boxes.append(box)
    return sorted(boxes, key=lambda b: -b["score"])


def merged(x, y, geometry, p):
    top, right, bottom, left, c, s = geometry
    weight = p * p
    angle = np.arctan2((s * weight).sum(), (c * weight).sum())
    c, s = np.cos(angle), np.sin(angle)
    u, v = x * c + y * s, y * c - x * s
    h = float(np.average(top + bottom, weights=weight))
    at_left, at_right = weight * np.exp(-left / (2 * h)), weight * np.exp(-right / (2 * h))
    u0, u1 = np.average(u - left, weights=at_left + 1e-9), np.average(u + right, weights=at_right + 1e-9)
    v0, v1 = np.average(v - top, weights=weight), np.average(v + bottom, weights=weight)
    mu, mv = (u0 + u1) / 2, (v0 + v1) / 2
    return {"cx": float(mu * c - mv * s), "cy": float(mu * s + mv * c), "w": float(u1 - u0), "h": float(v1 - v0), "angle": float(angle)}


# --- the search on a photo ------------------------------------------------------------------------------------------

def locate(net, photo):
    """Boxes on a grey photo, best first: two looks at the whole photo, then one at a window around each candidate.

    Where the best is weak the photo may lie on its side: then both other ways up are tried as well.
    net: array [1,1,H,W] in 0..1 -> (score, geometry) arrays. Angles in radians, lengths in the photo's pixels.
    """
    found = searched(net, photo, 0)
    if max((b["score"] for b in found), default=0) < SURE:
        found = distinct(found + searched(net, photo, 1) + searched(net, photo, -1))
    return found


def searched(net, photo, quarters):
    """Candidates on the photo turned clockwise by so many quarters, refined, in the photo's own coordinates."""
    turned = np.ascontiguousarray(np.rot90(photo, -quarters))
    scales = [side / max(photo.shape) for side in COARSE]
    first = [scaled(b, 1 / scale) for scale in scales for b in decode(*look(net, resized(turned, scale)))]
    return distinct([refined(net, photo, turned_back(b, photo.shape, quarters)) for b in distinct(first)[:MOST]])


def turned_back(box, shape, quarters):
    height, width = shape
    x, y = box["cx"], box["cy"]
    if quarters == 1:
        x, y = y, height - x
    elif quarters == -1:
        x, y = width - y, x
    return {**box, "cx": x, "cy": y, "angle": box["angle"] - quarters * np.pi / 2}


def look(net, image):
    h, w = image.shape
    padded = np.zeros((-(-h // 32) * 32, -(-w // 32) * 32), np.float32)
    padded[:h, :w] = image
    score, geometry = net(padded[None, None] / 255)
    return score[0], geometry[0]


def resized(photo, scale):
    size = (max(1, round(photo.shape[1] * scale)), max(1, round(photo.shape[0] * scale)))
    return cv2.resize(photo, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)


def scaled(box, factor):
    return {**box, **{k: box[k] * factor for k in ("cx", "cy", "w", "h")}}


def refined(net, photo, box):
    """The box as seen in an upright, enlarged window around it; the score is the mean of both looks."""
    scale = min(FINE_HEIGHT / box["h"], 0.8 * FINE / box["w"])
    c, s = np.cos(box["angle"]) * scale, np.sin(box["angle"]) * scale
    M = np.float32([[c, s, 0], [-s, c, 0]])
    M[:, 2] = FINE / 2 - M[:, :2] @ (box["cx"], box["cy"])
    source = photo
    if scale < 0.5:  # average before shrinking
        f = 2 * scale
        source = resized(photo, f)
        M[:, :2] /= f
    window = cv2.warpAffine(source, M, (FINE, FINE), flags=cv2.INTER_LINEAR)
    found = decode(*look(net, window), low=0.2)
    near = [b for b in found if abs(b["cx"] - FINE / 2) < 0.4 * scale * box["w"] and abs(b["cy"] - FINE / 2) < 0.7 * scale * box["h"]]
    if not near:
        return {**box, "score": box["score"] * 0.5}
    b = near[0]
    dx, dy = (b["cx"] - FINE / 2) / scale, (b["cy"] - FINE / 2) / scale
    c, s = np.cos(box["angle"]), np.sin(box["angle"])
    return {"cx": box["cx"] + dx * c - dy * s, "cy": box["cy"] + dx * s + dy * c, "w": b["w"] / scale, "h": b["h"] / scale,
            "angle": box["angle"] + b["angle"], "score": (box["score"] + b["score"]) / 2, "kind": b["kind"]}


def rank(box):
    """A trip meter goes behind odometers, unless those are mere guesses."""
    return -box["score"] * (1 if box["kind"] == "odometer" else TRIP_SHARE)


def distinct(boxes):
    """Best first, without boxes whose middle lies in the inner part of a better one."""
    kept = []
    for b in sorted(boxes, key=rank):
        for k in kept:
            c, s = np.cos(k["angle"]), np.sin(k["angle"])
            dx, dy = b["cx"] - k["cx"], b["cy"] - k["cy"]
            if abs(dx * c + dy * s) < 0.4 * k["w"] and abs(dy * c - dx * s) < 0.5 * k["h"]:
                break
        else:
            kept.append(b)
    return kept
