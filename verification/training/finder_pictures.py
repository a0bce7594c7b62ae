"""What the finder trains on: photos, dashboards and pasted strips, warped to crops of one size with their boxes.

A crop is (SIDE×SIDE grey, [(cx, cy, w, h, angle in radians, kind)], ignore quads, whether trip meters are labelled).
The text's height is drawn log-uniformly from HEIGHTS, since the net later sees whole photos and enlarged windows.
"""
import json
import pickle

import cv2
import numpy as np

import strips
from common import CACHE, PHOTOS, labels
from strips import NONE, ODOMETER, TRIP

SIDE = 256
HEIGHTS = (6.0, 36.0)  # px of a box after the warp


class Picture:
    """A grey image with half and quarter sizes, the boxes on it, and places to ignore."""

    def __init__(self, image, boxes, ignore=(), trips_labelled=True):
        self.levels = [image]
        for _ in range(2):
            h, w = self.levels[-1].shape
            self.levels.append(cv2.resize(self.levels[-1], (w // 2, h // 2), interpolation=cv2.INTER_AREA))
        self.boxes, self.ignore, self.trips_labelled = boxes, ignore, trips_labelled


def grey(image):
    """Mean of the three colours: unlike luminance it keeps red and blue digits visible. The net's input."""
    return cv2.transform(image, np.full((1, 3), 1 / 3, np.float32))


def photos(part):
    """[(file, Picture)] of the real photos of a part of the split."""
    straight = json.loads((CACHE / "straight.json").read_text())
    split = json.loads((CACHE / "split.json").read_text())
    out = []
    for row in labels():
        if split[row["file"]]["part"] != part:
            continue
        b = straight[row["file"]]
        kind = TRIP if b["kind"] == "trip" else ODOMETER
        box = (b["cx"], b["cy"], b["w"], b["h"], np.deg2rad(b["angleDeg"]), kind)
        x0, y0, x1, y1 = row["box"]
        label = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
        image = grey(cv2.imread(str(PHOTOS / row["file"])))
        out.append((row["file"], Picture(image, [box] if b["sure"] else [], [] if b["sure"] else [label], kind == TRIP and b["sure"])))
    return out


def dashboards(name):
    data = np.load(CACHE / f"{name}.npz")
    out = []
    for image, boxes in zip(data["images"], data["boxes"]):
        out.append(Picture(image, [(*b[:4], np.deg2rad(b[4]), int(b[5])) for b in boxes if b[5] >= 0]))
    return out


def pasted_strips(name, count=3000, seed=21):
    """[(canvas, quad, kind)] of strips.py before its camera; made once."""
    path = CACHE / f"{name}.pickle"
    if not path.exists():
        rng, made = np.random.default_rng(seed), []
        for _ in range(count):
            draw = rng.choice((strips.drums, strips.display, strips.nothing), p=(0.25, 0.5, 0.25))
            canvas, quad, _, kind = draw(rng)
            made.append((np.clip(canvas, 0, 255).astype(np.uint8), quad.astype(np.float32), int(kind)))
        path.write_bytes(pickle.dumps(made))
    return pickle.loads(path.read_bytes())


def corners(box):
    cx, cy, w, h, a = box[:5]
    right, down = np.array([np.cos(a), np.sin(a)]) * w / 2, np.array([-np.sin(a), np.cos(a)]) * h / 2
    c = np.array([cx, cy])
    return np.array([c - right - down, c + right - down, c + right + down, c - right + down], np.float32)


def from_corners(quad, kind):
    """The rotated box nearest to a (nearly rectangular) quadrilateral."""
    along, down = (quad[1] - quad[0] + quad[2] - quad[3]) / 2, (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    c = quad.mean(0)
    angle = np.arctan2(along[1], along[0])
    return (c[0], c[1], np.hypot(*along), abs(down[1] * np.cos(angle) - down[0] * np.sin(angle)), angle, kind)


class Crops:
    """Draws random training crops."""

    def __init__(self, rng, real, synthetic, pasted, real_share=0.7):
        self.rng, self.real, self.synthetic, self.pasted, self.real_share = rng, real, synthetic, pasted, real_share
        self.order = []

    def draw(self):
        rng = self.rng
        is_real = rng.random() < self.real_share and self.real
        if is_real:
            if not self.order:  # every photo once before any again
                self.order = list(rng.permutation(len(self.real)))
            picture = self.real[self.order.pop()][1]
        else:
            picture = self.synthetic[int(rng.integers(len(self.synthetic)))]
        image, boxes, ignore, trips = self.warped(picture)
        if is_real and boxes and rng.random() < 0.33:
            image, boxes = self.replaced(image, boxes)
        if rng.random() < 0.3:
            image = self.distracted(image, boxes, ignore)
        return self.spoiled(image), boxes, ignore, trips

    def warped(self, picture):
        """A random zoom, turn, slight perspective and place around one of the boxes (or anywhere)."""
        rng = self.rng
        h, w = picture.levels[0].shape
        roll = rng.random()
        turn = np.deg2rad(rng.uniform(-25, 25) if roll < 0.5 else rng.normal(0, 5) if roll < 0.95 else rng.uniform(-60, 60))
        if picture.boxes:
            b = picture.boxes[int(rng.integers(len(picture.boxes)))]
            turn -= b[4] if abs(b[4]) > 0.9 else 0  # sideways photos are set upright: the search tries the other ways up
            scale = np.exp(rng.uniform(*np.log(HEIGHTS))) / b[3]
            scale = np.clip(scale, 0.22, 3.5)
            scale = min(scale, SIDE * 0.95 / b[2] * (1 if rng.random() < 0.9 else 1.5))
            centre = np.array(b[:2])
            reach = max(SIDE / 2 - 0.5 * scale * b[2], 5) * 1.1
            target = SIDE / 2 + rng.uniform(-reach, reach, 2)
        else:
            scale = np.exp(rng.uniform(np.log(0.3), np.log(1.5)))
            centre, target = rng.uniform(0, 1, 2) * (w, h), np.full(2, SIDE / 2)
        if rng.random() < 0.06:
            centre = rng.uniform(0, 1, 2) * (w, h)
        c, s = np.cos(turn) * scale, np.sin(turn) * scale
        squeeze = np.exp(rng.normal(0, 0.07))
        A = np.array([[c * squeeze, -s], [s * squeeze, c]])
        M = np.eye(3)
        M[:2, :2] = A
        M[:2, 2] = target - A @ centre
        P = np.eye(3)  # perspective about the crop's middle
        P[2, :2] = rng.normal(0, 0.00035, 2)
        T = np.array([[1, 0, SIDE / 2], [0, 1, SIDE / 2], [0, 0, 1]], float)
        M = T @ P @ np.linalg.inv(T) @ M
        level = 0 if scale > 0.7 else 1 if scale > 0.36 else 2
        L = np.diag([2.0 ** level, 2.0 ** level, 1])
        border = cv2.BORDER_CONSTANT if rng.random() < 0.5 else cv2.BORDER_REPLICATE
        image = cv2.warpPerspective(picture.levels[level], M @ L, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border)

        def move(quad):
            return cv2.perspectiveTransform(quad[None].astype(np.float32), M)[0]

        boxes, ignore = [], [move(q) for q in picture.ignore]
        for b in picture.boxes:
            q = move(corners(b))
            cut = np.maximum(0, np.maximum(-q, q - (SIDE - 1))).max()
            inside = ((q > 0) & (q < SIDE)).all(1).any() or (0 < q.mean(0)).all() and (q.mean(0) < SIDE).all()
            box = from_corners(q, b[5])
            if not inside:
                continue
            if box[3] < 4.5 or cut > 0.5 * box[3]:
                ignore.append(q)
            else:
                boxes.append(box)
        return image, boxes, ignore, picture.trips_labelled

    def replaced(self, image, boxes):
        """Another strip over the first box: a reading in another style, or something that is none."""
        rng = self.rng
        canvas, quad, kind = self.pasted[int(rng.integers(len(self.pasted)))]
        box = boxes[0]
        stretch = box[2] / box[3] / ((quad[1, 0] - quad[0, 0]) / (quad[3, 1] - quad[0, 1]))
        cx, cy, w, h, a, _ = box
        if rng.random() < 0.8:  # keep the strip's own aspect within the old width
            h = np.clip(h * stretch, 0.6 * h, 2.2 * h)
        margin = rng.uniform(0.1, 0.5)
        pad = 0.04 if kind == NONE else 0.12
        target = corners((cx, cy, w - 2 * pad * h, h * (1 - 2 * pad), a))
        M = cv2.getPerspectiveTransform(quad, target)
        m = margin * (quad[3, 1] - quad[0, 1])
        mask = np.zeros(canvas.shape, np.uint8)
        x0, y0 = np.maximum(quad[0] - m, 0).astype(int)
        x1, y1 = (quad[2] + m).astype(int)
        mask[y0:y1, x0:x1] = 255
        scale = (w / max(quad[1, 0] - quad[0, 0], 1))
        if scale < 0.6:
            canvas = cv2.GaussianBlur(canvas, (0, 0), 0.4 / scale)
        over = cv2.warpPerspective(canvas, M, (SIDE, SIDE)).astype(np.float32)
        alpha = cv2.warpPerspective(mask, M, (SIDE, SIDE)).astype(np.float32) / 255
        alpha = cv2.GaussianBlur(alpha, (0, 0), rng.uniform(0.6, 2.5))
        here = image[alpha > 0.5]
        if here.size and rng.random() < 0.7:  # the photo's own brightness and contrast
            there = over[alpha > 0.5]
            gain = np.clip((here.std() + 6) / (there.std() + 6), 0.15, 1.5)
            over = (over - there.mean()) * gain + here.mean()
        image = np.clip(image * (1 - alpha) + over * alpha, 0, 255).astype(np.uint8)
        old = box[:5] + (NONE,)
        return image, ([(cx, cy, w, h, a, kind)] if kind != NONE else []) + [b for b in boxes[1:] if b is not old]

    def distracted(self, image, boxes, ignore):
        """Strips that are no reading, away from the boxes; and the names that cameras write into photos."""
        rng = self.rng
        if rng.random() < 0.4:
            x, y = int(rng.uniform(0, SIDE * 0.6)), int(rng.uniform(20, SIDE))
            if all(np.hypot(b[0] - x - 30, b[1] - y) > b[2] * 0.5 + 60 for b in boxes) and not ignore:
                name = "".join(rng.choice(list("ABCDEFGHIKLMNOPRSTUaeilnorst 0123456789"), int(rng.integers(4, 18))))
                cv2.putText(image, name, (x, y), int(rng.integers(0, 5)), rng.uniform(0.2, 0.6), int(rng.choice((255, 230, 0))), 1, cv2.LINE_AA)
        for _ in range(int(rng.integers(1, 4))):
            canvas, quad, kind = self.pasted[int(rng.integers(len(self.pasted)))]
            if kind != NONE:
                continue
            w = rng.uniform(25, 110)
            h = w * (quad[3, 1] - quad[0, 1]) / (quad[1, 0] - quad[0, 0])
            cx, cy = rng.uniform(w / 2, SIDE - w / 2, 2)
            near = [np.hypot(b[0] - cx, b[1] - cy) < (b[2] + w) * 0.6 for b in boxes] + [np.hypot(*(q.mean(0) - (cx, cy))) < w for q in ignore]
            if any(near):
                continue
            M = cv2.getPerspectiveTransform(quad, corners((cx, cy, w, h, rng.normal(0, 0.1))))
            mask = np.zeros(canvas.shape, np.uint8)
            cv2.fillConvexPoly(mask, quad.astype(int), 255)
            alpha = cv2.warpPerspective(mask, M, (SIDE, SIDE)).astype(np.float32) / 255
            over = cv2.warpPerspective(canvas, M, (SIDE, SIDE)).astype(np.float32)
            image = np.clip(image * (1 - alpha) + over * alpha, 0, 255).astype(np.uint8)
        return image

    def spoiled(self, image):
        """Light, blur, noise, compression."""
        rng = self.rng
        x = image.astype(np.float32)
        if rng.random() < 0.7:
            x = 255 * (np.clip(x, 0, 255) / 255) ** np.exp(rng.normal(0, 0.35))
        if rng.random() < 0.7:
            mean = x.mean()
            x = (x - mean) * np.exp(rng.normal(0, 0.3)) + mean + rng.normal(0, 22)
        if rng.random() < 0.12:
            x = 255 - x
        if rng.random() < 0.2:  # a slow gradient or a patch of light
            x = x + cv2.resize(rng.normal(0, 30, (3, 3)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
        roll = rng.random()
        if roll < 0.22:
            x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.5))
        elif roll < 0.32:
            n = int(rng.integers(2, 6))
            kernel = np.zeros((n, n), np.float32)
            cv2.line(kernel, (0, int(rng.integers(n))), (n - 1, int(rng.integers(n))), 1.0)
            x = cv2.filter2D(x, -1, kernel / kernel.sum())
        elif roll < 0.42:
            x = x + (x - cv2.GaussianBlur(x, (0, 0), 1.2)) * rng.uniform(0.3, 1.2)
        if rng.random() < 0.35:
            noise = rng.standard_normal((SIDE // 2, SIDE), dtype=np.float32)
            x = x + np.concatenate([noise, noise[::-1]]) * rng.uniform(1, 12)
        x = np.clip(x, 0, 255).astype(np.uint8)
        if rng.random() < 0.25:
            x = cv2.imdecode(cv2.imencode(".jpg", x, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))])[1], 0)
        return x
