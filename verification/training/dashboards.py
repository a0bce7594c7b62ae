"""Synthetic dashboards for the finder: dials, displays of several lines, drums; with the boxes of every reading.

python3 dashboards.py COUNT SEED NAME writes .cache/NAME.npz: images (N×480×640 uint8, grey), boxes (N×M×6 float32:
cx, cy, w, h, angleDeg, kind; kind −1 pads) with strips.py's kinds ODOMETER and TRIP. Everything stands upright;
tilt, perspective and the camera's faults are added in training, the same as for real photos. The boxes have the
small margin of the real labels (PAD of the digits' height on each side).
"""
import sys
import time

import cv2
import numpy as np

import glyphs
import strips
from common import CACHE
from glyphs import CAP, DRUM, SEGMENT, TFT
from strips import NONE, ODOMETER, TRIP

WIDTH, HEIGHT = 640, 480
PAD = 0.12
MOST_BOXES = 6


def main():
    count, seed, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    rng = np.random.default_rng(seed)
    images = np.zeros((count, HEIGHT, WIDTH), np.uint8)
    boxes = np.full((count, MOST_BOXES, 6), -1, np.float32)
    start = time.time()
    for i in range(count):
        images[i], found = dashboard(rng)
        for k, box in enumerate(found[:MOST_BOXES]):
            boxes[i, k] = box
        if i % 500 == 499:
            print(f"{i + 1} dashboards, {(i + 1) / (time.time() - start):.0f} a second", flush=True)
    np.savez(CACHE / f"{name}.npz", images=images, boxes=boxes)


def dashboard(rng):
    """One picture: (uint8 image, [(cx, cy, w, h, angleDeg, kind)])."""
    scene = Scene(rng)
    for _ in range(int(rng.integers(0, 4))):
        scene.clutter()
    plan = rng.choice(("two dials", "one dial", "display only", "drums in dial"), p=(0.34, 0.2, 0.2, 0.26))
    if plan == "two dials":
        r = rng.uniform(90, 150)
        y = rng.uniform(180, 300)
        scene.dial(rng.uniform(60, 150), y, r)
        scene.dial(rng.uniform(490, 580), y, r * rng.uniform(0.8, 1.1))
        panel = (rng.uniform(0.16, 0.36) * WIDTH, rng.uniform(0.1, 0.3) * HEIGHT)
        scene.display(320 + rng.uniform(-30, 30), y + rng.uniform(-60, 90), *panel)
    elif plan == "one dial":
        x, y, r = rng.uniform(180, 460), rng.uniform(160, 320), rng.uniform(130, 260)
        scene.dial(x, y, r)
        scene.display(x + rng.uniform(-0.2, 0.2) * r, y + rng.uniform(0.2, 0.6) * r, r * rng.uniform(0.5, 1.2), r * rng.uniform(0.2, 0.6))
    elif plan == "display only":
        if rng.random() < 0.5:
            scene.dial(rng.uniform(-80, 720), rng.uniform(-80, 560), rng.uniform(100, 220))
        w = rng.uniform(0.3, 0.85) * WIDTH
        scene.display(rng.uniform(200, 440), rng.uniform(150, 330), w, w * rng.uniform(0.25, 0.8))
    else:
        x, y, r = rng.uniform(180, 460), rng.uniform(160, 320), rng.uniform(130, 280)
        if rng.random() < 0.5:
            scene.dial(rng.uniform(-40, 680), rng.uniform(-40, 520), r * rng.uniform(0.3, 0.7))
        scene.dial(x, y, r)
        w = r * rng.uniform(0.4, 1.0)
        below = rng.choice((-1, 1), p=(0.3, 0.7))
        scene.drums(x + rng.uniform(-0.1, 0.1) * r, y + below * rng.uniform(0.2, 0.5) * r, w)
        if rng.random() < 0.35:
            scene.drums(x + rng.uniform(-0.1, 0.1) * r, y - below * rng.uniform(0.2, 0.5) * r, w * rng.uniform(0.5, 0.9), trip=True)
    for _ in range(int(rng.integers(0, 4))):
        scene.stray()
    return scene.finished()


class Scene:
    """A grey picture in the making, and the boxes of the readings that stay visible."""

    def __init__(self, rng):
        self.rng = rng
        self.dark = rng.random() < 0.72
        tone = rng.uniform(3, 70) if self.dark else rng.uniform(90, 200)
        self.image = np.full((HEIGHT, WIDTH), tone, np.float32)
        self.image += cv2.resize(rng.normal(0, 1, (4, 5)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) * rng.uniform(2, 25)
        self.ink = rng.uniform(150, 255) if tone < 110 else rng.uniform(0, 60)
        self.words = glyphs.font_glyphs(glyphs.pick_font(rng, DRUM))
        self.boxes = []
        self.taken = []

    def blend(self, mask, x, y, ink):
        """Paints a uint8 mask at (x, y)."""
        x, y = int(x), int(y)
        h, w = mask.shape
        x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + w, WIDTH), min(y + h, HEIGHT)
        if x1 > x0 and y1 > y0:
            part = self.image[y0:y1, x0:x1]
            part += (ink - part) * (mask[y0 - y:y1 - y, x0 - x:x1 - x].astype(np.float32) / 255)

    def fits(self, x, y, w, h):
        """Whether a rectangle (centre, size) lies on nothing already taken; takes it."""
        free = all(abs(x - a) * 2 >= w + c or abs(y - b) * 2 >= h + d for a, b, c, d in self.taken)
        if free:
            self.taken.append((x, y, w, h))
        return free

    def clutter(self):
        """Large soft shapes: steering wheel, hands, light."""
        rng, layer = self.rng, np.zeros((HEIGHT, WIDTH), np.uint8)
        centre = (int(rng.uniform(-100, 740)), int(rng.uniform(-100, 580)))
        axes = (int(rng.uniform(30, 400)), int(rng.uniform(20, 300)))
        cv2.ellipse(layer, centre, axes, rng.uniform(0, 180), 0, 360, 255, int(rng.choice((-1, -1, 20, 50))))
        layer = cv2.blur(layer, (int(rng.integers(1, 30)),) * 2)
        self.blend((layer * rng.uniform(0.2, 1)).astype(np.uint8), 0, 0, rng.uniform(0, 255) if rng.random() < 0.3 else rng.uniform(0, 90))

    def dial(self, x, y, r):
        """A round instrument: face, ticks, numerals, needle."""
        rng, centre = self.rng, (int(x), int(y))
        if rng.random() < 0.7:
            face = np.zeros((HEIGHT, WIDTH), np.uint8)
            cv2.circle(face, centre, int(r * 1.08), 255, -1, cv2.LINE_AA)
            self.blend((face * rng.uniform(0.4, 1)).astype(np.uint8), 0, 0, rng.uniform(0, 60) if self.ink > 110 else rng.uniform(150, 250))
        marks = np.zeros((HEIGHT, WIDTH), np.uint8)
        if rng.random() < 0.7:
            cv2.circle(marks, centre, int(r * rng.uniform(1.0, 1.12)), 255, int(rng.integers(1, 6)), cv2.LINE_AA)
        major, minor = int(rng.integers(6, 15)), int(rng.integers(1, 6))
        start, sweep = rng.uniform(110, 200), rng.uniform(160, 290)
        step = int(rng.choice((1, 10, 20, 20, 30)))
        size = float(rng.uniform(0.09, 0.2) * r / CAP)
        at, chars = rng.uniform(0.68, 0.82), glyphs.font_glyphs(glyphs.pick_font(rng, TFT))
        for k in range((major - 1) * minor + 1):
            a = np.deg2rad(start + sweep * k / ((major - 1) * minor))
            inner = (0.88 if k % minor == 0 else 0.93) * r
            p = [(int(x + d * np.cos(a)), int(y + d * np.sin(a))) for d in (inner, r)]
            cv2.line(marks, *p, 255, int(rng.integers(2, 4)) if k % minor == 0 else 1, cv2.LINE_AA)
            if k % minor == 0:
                numeral = strips.typed(rng, chars, str(k // minor * step), size)
                strips.paste(marks, numeral, int(x + at * r * np.cos(a) - numeral.shape[1] / 2), int(y + at * r * np.sin(a) - numeral.shape[0] / 2))
        if rng.random() < 0.8:
            word = strips.typed(rng, chars, str(rng.choice(("km/h", "mph", "x1000", "1/min", "km", "MPH", "x100", "rpm"))), size * rng.uniform(0.5, 1))
            strips.paste(marks, word, int(x - word.shape[1] / 2), int(y - rng.uniform(0.3, 0.5) * r))
        self.blend(marks, 0, 0, self.ink)
        needle = np.zeros((HEIGHT, WIDTH), np.uint8)
        a, reach = np.deg2rad(start + sweep * rng.random() ** 2), rng.uniform(0.6, 0.95) * r
        cv2.line(needle, centre, (int(x + reach * np.cos(a)), int(y + reach * np.sin(a))), 255, int(rng.integers(2, 8)), cv2.LINE_AA)
        cv2.circle(needle, centre, int(r * rng.uniform(0.06, 0.16)), 255, -1, cv2.LINE_AA)
        self.blend(needle, 0, 0, rng.uniform(60, 255))

    def drums(self, x, y, width, trip=False):
        """A drum window from strips.py."""
        rng = self.rng
        canvas, quad, text, kind = strips.drums(rng)
        if trip:  # three or four of its drums
            count, keep = len(text.replace(".", "")), int(rng.integers(3, 5))
            quad = quad.copy()
            quad[1:3, 0] = quad[0, 0] + (quad[1, 0] - quad[0, 0]) * min(1, keep / count)
            canvas, kind = canvas[:, :int(quad[1, 0] + 12)], TRIP
        self.place(canvas.astype(np.float32), quad, kind, x, y, width, rng.uniform(0.06, 0.5), 0.04)

    def place(self, canvas, quad, kind, x, y, width, margin, pad):
        """A strip's canvas cut `margin` heights around its box, scaled so that the box is `width` wide."""
        (x0, y0), (x1, y1) = quad[0], quad[2]
        scale, m = width / (x1 - x0), margin * (y1 - y0)
        if not self.fits(x, y, width * 1.15, (y1 - y0 + m) * scale):
            return
        left, top = max(0, int(x0 - m)), max(0, int(y0 - m))
        part = canvas[top:int(y1 + m), left:int(x1 + m)]
        part = cv2.resize(part, (max(4, round(part.shape[1] * scale)), max(4, round(part.shape[0] * scale))), interpolation=cv2.INTER_AREA)
        px, py = int(x - width / 2 - (x0 - left) * scale), int(y - (y1 - y0) * scale / 2 - (y0 - top) * scale)
        self.overlay(part, px, py)
        self.remember(px + (x0 - left) * scale, py + (y0 - top) * scale, width, (y1 - y0) * scale, kind, pad)

    def overlay(self, part, x, y):
        h, w = part.shape
        a, b, c, d = max(x, 0), max(y, 0), min(x + w, WIDTH), min(y + h, HEIGHT)
        if c > a and d > b:
            self.image[b:d, a:c] = part[b - y:d - y, a - x:c - x]

    def remember(self, x, y, w, h, kind, pad=PAD):
        p = pad * h
        if kind != NONE and x > 0 and y > 0 and x + w < WIDTH and y + h < HEIGHT:
            self.boxes.append((x + w / 2, y + h / 2, w + 2 * p, h + 2 * p, 0.0, kind))

    def display(self, x, y, w, h):
        """An LCD, dot matrix or screen of one to four lines, one of them (mostly) the odometer."""
        rng = self.rng
        if rng.random() < 0.2:
            canvas, quad, _, kind = strips.display(rng)
            return self.place(canvas.astype(np.float32), quad, kind, x, y, w * rng.uniform(0.5, 0.95), rng.uniform(0.2, 1.6), PAD)
        if not self.fits(x, y, w, h):
            return
        segments = rng.random() < 0.5
        digits = (glyphs.font_glyphs(glyphs.pick_font(rng, SEGMENT)) if rng.random() < 0.5 else glyphs.seven_segments(rng)) if segments else (
            glyphs.dot_matrix(rng) if rng.random() < 0.55 else glyphs.font_glyphs(glyphs.pick_font(rng, TFT)))
        words = glyphs.font_glyphs(glyphs.pick_font(rng, TFT)) if segments or rng.random() < 0.3 else digits
        mask = np.zeros((int(h), int(w)), np.uint8)
        rows = int(rng.choice((1, 2, 3, 4), p=(0.14, 0.36, 0.34, 0.16)))
        mine = int(rng.integers(0, rows)) if rng.random() < 0.9 else -1
        row_h, found = h / rows, []
        same = rng.uniform(0.5, 0.85)
        align = rng.choice(("left", "right", "middle", "any"))
        for row in range(rows):
            text, kind, before, after = self.line(row == mine)
            if not text:
                continue
            size = row_h * (same if rng.random() < 0.7 else rng.uniform(0.35, 0.9)) / CAP
            line = strips.Line(rng, digits if kind != NONE or rng.random() < 0.6 else words, fixed=segments or rng.random() < 0.5)
            text = "".join(c for c in text if c in line.chars or c == " ")
            if not text:
                continue
            width, _ = line.measure(text)
            size = min(size, w * 0.92 / max(width, 1))
            drawn = np.zeros((CAP, width + 4), np.uint8)
            line.draw(drawn, text, 0, 0)
            drawn = cv2.resize(drawn, (max(3, int(drawn.shape[1] * size)), max(3, int(CAP * size))), interpolation=cv2.INTER_AREA)
            slack = w - width * size
            at = {"left": 0.06, "right": 0.94, "middle": 0.5, "any": rng.uniform(0.03, 0.97)}[align] * slack
            top = row * row_h + (row_h - CAP * size) / 2
            strips.paste(mask, drawn, int(at), int(top))
            found.append((int(at), int(top), width * size, CAP * size, kind))
            for word, side in ((before, -1), (after, 1)):
                if word:
                    small = strips.typed(rng, words, word, size * rng.uniform(0.3, 0.9))
                    gap = CAP * size * rng.uniform(0.1, 0.7)
                    wx = at - gap - small.shape[1] if side < 0 else at + width * size + gap
                    strips.paste(mask, small, int(wx), int(top + rng.choice((0, 0.5, 1)) * (CAP * size - small.shape[0])))
        glowing = rng.random() < 0.72
        paper = rng.uniform(0, 90) if glowing else rng.uniform(100, 235)
        ink = min(255, paper + rng.uniform(45, 210)) if glowing else paper - rng.uniform(45, 140)
        alpha = mask.astype(np.float32) / 255
        if glowing and rng.random() < 0.35:
            alpha = alpha + cv2.GaussianBlur(alpha, (0, 0), rng.uniform(2, 7)) * rng.uniform(0.2, 0.9)
        left, top = int(x - w / 2), int(y - h / 2)
        frame = rng.uniform(0, 0.15) * h
        if rng.random() < 0.75:
            cv2.rectangle(self.image, (int(left - frame), int(top - frame)), (int(left + w + frame), int(top + h + frame)), float(rng.uniform(0, 90)), -1)
            panel = paper + (ink - paper) * alpha
            self.overlay(panel, left, top)
        else:  # glowing straight out of the dark
            self.blend((np.clip(alpha, 0, 1) * 255).astype(np.uint8), left, top, 255 if self.image.mean() < 120 else 0)
        for bx, by, bw, bh, kind in found:
            self.remember(left + bx, top + by, bw, bh, kind)

    def line(self, odometer):
        """A line's (text, kind, word before, word after)."""
        rng = self.rng
        if odometer:
            while True:
                text, kind, before, after = strips.reading(rng)
                if kind == ODOMETER and len(text) > 3:
                    return text, kind, before, after
        roll = rng.random()
        if roll < 0.3:
            return f"{rng.integers(0, 24)}:{rng.integers(0, 60):02d}", NONE, "", str(rng.choice(("", "", "AM", "PM")))
        if roll < 0.52:
            return f"{rng.integers(0, 1000)}.{rng.integers(0, 10)}", TRIP, str(rng.choice(("", "TRIP", "TRIP A", "A", "B"))), str(rng.choice(("km", "km", "mi", "")))
        if roll < 0.66:
            return f"{rng.integers(-15, 42)}°C", NONE, "", ""
        if roll < 0.72:
            return f"{rng.integers(20, 900)}", NONE, "", str(rng.choice(("km", "mi", "km/h", "mph", "%")))
        return ("", NONE, "", "") if roll < 0.76 else (str(rng.choice(strips.WORDS)), NONE, "", "")

    def stray(self):
        """Something that is no reading: a clock, a word, lamps."""
        rng = self.rng
        x, y = rng.uniform(0, WIDTH - 40), rng.uniform(0, HEIGHT - 20)
        if rng.random() < 0.45:
            r = rng.uniform(3, 14)
            if self.fits(x, y, 2 * r, 2 * r):
                cv2.circle(self.image, (int(x), int(y)), int(r), float(rng.uniform(120, 255)), -1, cv2.LINE_AA)
            return
        word = rng.choice((f"{rng.integers(0, 24)}:{rng.integers(0, 60):02d}", f"{rng.integers(-20, 45)}°C", str(rng.choice(strips.WORDS)), f"{rng.integers(1, 20) * 10}"))
        mask = strips.typed(rng, self.words, str(word), float(rng.uniform(10, 34) / CAP))
        if self.fits(x + mask.shape[1] / 2, y + mask.shape[0] / 2, mask.shape[1], mask.shape[0]):
            self.blend(mask, x, y, self.ink)

    def finished(self):
        rng = self.rng
        for _ in range(int(rng.integers(0, 3))):  # reflections
            glare = np.zeros((HEIGHT // 4, WIDTH // 4), np.float32)
            cv2.ellipse(glare, (int(rng.uniform(0, WIDTH // 4)), int(rng.uniform(0, HEIGHT // 4))), (int(rng.uniform(3, 40)), int(rng.uniform(2, 20))),
                        rng.uniform(0, 180), 0, 360, float(rng.uniform(15, 110)), -1)
            self.image += cv2.resize(cv2.GaussianBlur(glare, (0, 0), rng.uniform(1, 10)), (WIDTH, HEIGHT))
        return np.clip(self.image, 0, 255).astype(np.uint8), self.boxes


if __name__ == "__main__":
    main()
