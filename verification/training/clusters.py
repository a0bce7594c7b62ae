"""Synthetic digital clusters for the finder: small and dim seven-segment odometers, as many cars show them.

python3 clusters.py COUNT SEED NAME writes .cache/NAME.npz as dashboards.py does. Here the reading is small beside larger
digits that are none (speed, clock, temperature), unlit segments bleed through, light spills, and most pictures have
been through a camera of low resolution and JPEG before training warps them.
"""
import sys
import time

import cv2
import numpy as np

import glyphs
import strips
from common import CACHE
from dashboards import HEIGHT, MOST_BOXES, WIDTH, Scene
from glyphs import CAP, SEGMENT, TFT
from strips import NONE, ODOMETER, TRIP

LEAST_CONTRAST = 6.0


def main():
    count, seed, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    images = np.zeros((count, HEIGHT, WIDTH), np.uint8)
    boxes = np.full((count, MOST_BOXES, 6), -1, np.float32)
    start = time.time()
    for i in range(count):
        images[i], found = cluster(rng)
        for k, box in enumerate(found[:MOST_BOXES]):
            boxes[i, k] = box
        if i % 500 == 499:
            print(f"{i + 1} clusters, {(i + 1) / (time.time() - start):.0f} a second", flush=True)
    np.savez(CACHE / f"{name}.npz", images=images, boxes=boxes)


def cluster(rng):
    """One picture: (uint8 image, [(cx, cy, w, h, angleDeg, kind)])."""
    scene = Cluster(rng)
    for _ in range(int(rng.integers(0, 3))):
        scene.clutter()
    plan = rng.choice(("window in dial", "between dials", "wide", "bar"), p=(0.27, 0.23, 0.32, 0.18))
    if plan == "window in dial":
        x, y, r = rng.uniform(200, 440), rng.uniform(170, 310), rng.uniform(110, 230)
        if rng.random() < 0.7:
            scene.dial(x + rng.choice((-1, 1)) * rng.uniform(1.8, 2.3) * r, y, r * rng.uniform(0.7, 1))
        scene.dial(x, y, r)
        w = r * rng.uniform(0.5, 0.95)
        scene.panel(x, y + r * rng.uniform(0.3, 0.62), w, w * rng.uniform(0.22, 0.5))
    elif plan == "between dials":
        r, y = rng.uniform(80, 150), rng.uniform(160, 310)
        scene.dial(rng.uniform(60, 170), y, r)
        scene.dial(rng.uniform(470, 580), y, r * rng.uniform(0.8, 1.1))
        w = rng.uniform(90, 190)
        scene.panel(320 + rng.uniform(-20, 20), y + rng.uniform(-40, 120), w, w * rng.uniform(0.25, 1.2))
    elif plan == "wide":
        scene.wide()
    else:
        for _ in range(int(rng.integers(0, 3))):
            scene.dial(rng.uniform(60, 580), rng.uniform(100, 240), rng.uniform(70, 140))
        w = rng.uniform(200, 480)
        scene.panel(rng.uniform(240, 400), rng.uniform(300, 420), w, rng.uniform(22, 56))
    for _ in range(int(rng.integers(0, 6))):
        scene.stray()
    image, boxes = scene.finished()
    image = through_camera(rng, image)
    return image, [box for box in boxes if contrast(image, box) > LEAST_CONTRAST]


class Cluster(Scene):
    def __init__(self, rng):
        super().__init__(rng)
        self.segments = glyphs.font_glyphs(glyphs.pick_font(rng, SEGMENT)) if rng.random() < 0.45 else glyphs.seven_segments(rng)
        if rng.random() < 0.12:
            self.segments = glyphs.dot_matrix(rng)
        self.slant = rng.choice((0.0, rng.uniform(0.03, 0.22)))
        self.letters = glyphs.font_glyphs(glyphs.pick_font(rng, TFT))

    def digits(self, text, height, ghost=0.0):
        """Seven-segment text as (mask in 0..1, width of its ink); `ghost` is how much unlit segments show."""
        line = strips.Line(self.rng, self.segments, True)
        line.right, line.squeeze = True, self.rng.uniform(0.8, 1.15)
        line.cell = max(self.segments[d].shape[1] for d in glyphs.DIGITS) * line.squeeze
        text = "".join(c for c in text if c in line.chars or c == " ")
        width, _ = line.measure(text)
        lean = int(self.slant * CAP)
        mask, unlit = (np.zeros((CAP + 2, width + lean + 6), np.uint8) for _ in range(2))
        line.draw(mask, text, 1, 1)
        if ghost:
            line.draw(unlit, "".join("8" if c.isdigit() else c for c in text), 1, 1)
        out = np.maximum(mask, (unlit * ghost).astype(np.uint8)).astype(np.float32) / 255
        if lean:
            M = np.float32([[1, -self.slant, lean], [0, 1, 0]])
            out = cv2.warpAffine(out, M, (out.shape[1], out.shape[0]))
        scale = height / CAP
        return cv2.resize(out, (max(4, round(out.shape[1] * scale)), max(4, round(out.shape[0] * scale))), interpolation=cv2.INTER_AREA)

    def word(self, text, height):
        return strips.typed(self.rng, self.letters, text, height / CAP).astype(np.float32) / 255

    def panel(self, x, y, w, h):
        """A display around (x, y): rows of small fields, one of them the odometer."""
        rng = self.rng
        w, h = min(w, WIDTH - 8), min(h, HEIGHT - 8)
        x, y = np.clip(x, w / 2 + 2, WIDTH - w / 2 - 2), np.clip(y, h / 2 + 2, HEIGHT - h / 2 - 2)
        if not self.fits(x, y, w, h):
            return
        alpha = np.zeros((int(h), int(w)), np.float32)
        found = []
        rows = 1 if h < 30 else int(rng.integers(1, 4)) if h < 90 else int(rng.integers(2, 5))
        mine = int(rng.integers(0, rows)) if rng.random() < 0.35 else rows - 1
        ghost = rng.uniform(0.06, 0.4) if rng.random() < 0.4 else 0.0
        row_h = h / rows
        for row in range(rows):
            height = max(6.0, min(row_h * rng.uniform(0.45, 0.85), 30))
            at = row * row_h + (row_h - height) / 2
            self.row(alpha, at, height, row == mine, ghost, found)
        self.shown(alpha, x - w / 2, y - h / 2, found)

    def row(self, alpha, top, height, odometer, ghost, found):
        """Fields from left to right, as many as there is room for."""
        rng, width = self.rng, alpha.shape[1]
        fields = []
        if odometer:
            text, kind, before, after = self.line(True)
            text = text[:7].strip() if rng.random() < 0.9 else text
            fields.append((text, kind, before if rng.random() < 0.5 else "", after))
        for _ in range(int(rng.integers(0, 3)) if odometer else int(rng.integers(1, 3))):
            fields.insert(int(rng.integers(0, len(fields) + 1)), self.line(False) if rng.random() < 0.8 else (str(rng.choice(("P", "D", "R", "N", "N1", "ECO"))), NONE, "", ""))
        made = [(*self.field(field, height, ghost), field[1]) for field in fields]
        while len(made) > 1 and sum(m[0].shape[1] + 6 for m in made) > width:
            made.pop(next(i for i, m in enumerate(made) if m[3] != ODOMETER or i == len(made) - 1))
        if made[0][0].shape[1] > width:  # narrower digits, so that the reading is in the picture
            mask, start, span, kind = made[0]
            share = width / (mask.shape[1] + 1)
            mask = cv2.resize(mask, None, fx=share, fy=max(share, 0.6), interpolation=cv2.INTER_AREA)
            made = [(mask, start * share, span * share, kind)]
        slack = max(0, width - sum(m[0].shape[1] for m in made))
        gaps = rng.dirichlet(np.ones(len(made) + 1)) * slack
        x = 0.0
        for (mask, start, span, kind), gap in zip(made, gaps):
            x += gap
            self.onto(alpha, mask, int(top), int(x))
            if kind != NONE:
                found.append((int(x) + start, int(top), span, mask.shape[0], kind))
            x += mask.shape[1]

    def field(self, field, height, ghost):
        """(mask, where its digits start, how wide they are)."""
        rng, (text, _, before, after) = self.rng, field
        if not text:
            return np.zeros((max(4, int(height)), 4), np.float32), 0, 4
        numeric = sum(c.isdigit() for c in text) >= 2
        middle = self.digits(text, height, ghost) if numeric else self.word(text, height * 0.8)
        total, gap = middle.shape[0], int(height * rng.uniform(0.15, 0.6)) + 1
        left, right = self.beside(before, height, total, gap), self.beside(after, height, total, 0)
        space = np.zeros((total, gap if after else 0), np.float32)
        return np.hstack([left, middle, space, right]), left.shape[1], middle.shape[1]

    def beside(self, text, height, total, gap):
        """A small word in a strip `total` high, with a gap at its right."""
        if not text:
            return np.zeros((total, 0), np.float32)
        word = self.word(text, height * self.rng.uniform(0.35, 0.75))[:total]
        whole = np.zeros((total, word.shape[1] + gap), np.float32)
        top = int((total - word.shape[0]) * self.rng.choice((0, 0.5, 1)))
        whole[top:top + word.shape[0], :word.shape[1]] = word
        return whole

    def wide(self):
        """A whole digital cluster: large speed, blocks of bars, and a small odometer near an edge of it."""
        rng = self.rng
        w, h = rng.uniform(380, 620), rng.uniform(170, 400)
        x, y = np.clip(320 + rng.uniform(-60, 60), w / 2 + 2, WIDTH - w / 2 - 2), np.clip(240 + rng.uniform(-60, 60), h / 2 + 2, HEIGHT - h / 2 - 2)
        if not self.fits(x, y, w, h):
            return
        alpha, found = np.zeros((int(h), int(w)), np.float32), []
        big = min(h * rng.uniform(0.25, 0.5), 150)
        speed = self.digits(str(rng.integers(0, 190)), big)
        at = (int(h * rng.uniform(0.05, 0.3)), int((w - speed.shape[1]) * rng.uniform(0.2, 0.8)))
        self.onto(alpha, speed, *at)
        self.onto(alpha, self.word(str(rng.choice(("km/h", "mph", "MPH"))), big * 0.2), at[0] + int(big * 0.8), at[1] + speed.shape[1] + 4)
        for _ in range(int(rng.integers(1, 5))):
            self.bars(alpha)
        height = rng.uniform(8, 24)
        ghost = rng.uniform(0.06, 0.4) if rng.random() < 0.4 else 0.0
        clear = at[0] + speed.shape[0] + 3
        top = rng.uniform(min(clear, h - height - 5), h - height - 4) if clear < h - height - 5 else h - height - 4
        band = np.zeros((int(height) + 4, int(w)), np.float32)
        self.row(band, 0, height, True, ghost, found)
        alpha[int(top):int(top) + band.shape[0]] = band[: alpha.shape[0] - int(top)]
        self.shown(alpha, x - w / 2, y - h / 2, [(a, b + int(top), c, d, k) for a, b, c, d, k in found])

    @staticmethod
    def onto(alpha, mask, top, left):
        h, w = min(mask.shape[0], alpha.shape[0] - top), min(mask.shape[1], alpha.shape[1] - left)
        if h > 0 and w > 0 and top >= 0 and left >= 0:
            part = alpha[top:top + h, left:left + w]
            np.maximum(part, mask[:h, :w], out=part)

    def bars(self, alpha):
        """Blocks in a row or a column: fuel, temperature, revolutions."""
        rng = self.rng
        n, across = int(rng.integers(4, 24)), rng.random() < 0.6
        a, b = rng.uniform(3, 14), rng.uniform(5, 30)
        x, y = rng.uniform(0, alpha.shape[1] * 0.8), rng.uniform(0, alpha.shape[0] * 0.7)
        for i in range(n):
            tone = 1.0 if i < n * rng.uniform(0.2, 1) else rng.uniform(0, 0.3)
            p = (x + i * a * 1.3, y) if across else (x, y + i * a * 1.3)
            q = (p[0] + a, p[1] + b) if across else (p[0] + b, p[1] + a)
            cv2.rectangle(alpha, tuple(map(int, p)), tuple(map(int, q)), tone, -1)

    def shown(self, alpha, left, top, found):
        """The panel on the picture: dim or bright, glowing or an LCD lit from behind, with light that spills."""
        rng, (h, w) = self.rng, alpha.shape
        glowing = rng.random() < 0.7
        if rng.random() < 0.5:
            alpha = np.clip(alpha + cv2.GaussianBlur(alpha, (0, 0), rng.uniform(0.8, 4)) * rng.uniform(0.2, 1.0), 0, 1.3)
        dim = rng.random() < 0.45
        paper = rng.uniform(0, 60) if glowing else rng.uniform(60, 220)
        step = rng.uniform(32, 75) if dim else rng.uniform(60, 200)
        ink = paper + step if glowing else max(0, paper - step)
        light = 1 + cv2.resize(rng.normal(0, 0.18, (2, 4)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
        shown = np.clip((paper + (ink - paper) * alpha) * np.clip(light, 0.4, 1.6), 0, 255)
        x, y = int(left), int(top)
        if rng.random() < 0.8:
            rim = int(rng.uniform(0, 8))
            cv2.rectangle(self.image, (x - rim, y - rim), (x + w + rim, y + h + rim), float(rng.uniform(0, 60)), -1)
            self.overlay(shown.astype(np.float32), x, y)
        else:
            self.blend((np.clip(alpha, 0, 1) * 255).astype(np.uint8), x, y, float(np.clip(self.image.mean() + rng.uniform(40, 180), 0, 255)))
        for bx, by, bw, bh, kind in found:
            self.remember(x + bx, y + by, bw, bh, kind, 0.06)


def contrast(image, box):
    """Standard deviation within a box: what light or noise has swallowed is no reading any more."""
    cx, cy, w, h = (int(v) for v in box[:4])
    return float(cv2.blur(image[max(0, cy - h // 2):cy + h // 2 + 1, max(0, cx - w // 2):cx + w // 2 + 1], (2, 2)).std())


def through_camera(rng, image):
    """Small, noisy and compressed, then back to its size."""
    if rng.random() < 0.3:
        return image
    scale = np.exp(rng.uniform(np.log(0.45), np.log(1.0)))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.float32)
    if rng.random() < 0.4:
        small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 0.9))
    small += rng.normal(0, rng.uniform(1, 9), small.shape)
    small = np.clip(small, 0, 255).astype(np.uint8)
    small = cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(28, 90))])[1], 0)
    return cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)


if __name__ == "__main__":
    main()
