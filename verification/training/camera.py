"""The camera: from a picture and a box to the strip the reader sees, with everything that goes wrong on the way.

The contract of the strip (also at inference, without the faults): the box's four corners are warped to
WIDTH × HEIGHT pixels, aspect not kept; grey = 0.299 R + 0.587 G + 0.114 B; values 0..1.
"""
import cv2
import numpy as np

WIDTH, HEIGHT = 192, 32


def corners(cx, cy, w, h, degrees):
    """Corners of a rotated box, from its top left one clockwise; positive degrees turn the box clockwise."""
    a = np.deg2rad(degrees)
    right, down = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
    c = np.array([cx, cy])
    return np.array([c - right * w / 2 - down * h / 2, c + right * w / 2 - down * h / 2,
                     c + right * w / 2 + down * h / 2, c - right * w / 2 + down * h / 2], np.float32)


def extended(quad, left, right, top, bottom):
    """The quadrilateral with each side moved outwards by a multiple of its height."""
    tl, tr, br, bl = quad
    height = (np.linalg.norm(bl - tl) + np.linalg.norm(br - tr)) / 2
    along, down = (tr - tl + br - bl), (bl - tl + br - tr)
    along, down = along / np.linalg.norm(along) * height, down / np.linalg.norm(down) * height
    return np.array([tl - along * left - down * top, tr + along * right - down * top,
                     br + along * right + down * bottom, bl - along * left + down * bottom], np.float32)


def strip(image, quad, width=WIDTH, height=HEIGHT):
    """The clean strip: grey warp of the quadrilateral, area-averaged where it shrinks."""
    w = max(np.linalg.norm(quad[1] - quad[0]), 1)
    h = max(np.linalg.norm(quad[3] - quad[0]), 1)
    scale = max(1, int(np.ceil(max(w / width, h / height) - 0.25)))  # supersample large boxes, then average
    scale = min(scale, 6)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) * scale - 0.5
    matrix = cv2.getPerspectiveTransform((quad - 0.5).astype(np.float32), target)
    out = cv2.warpPerspective(image, matrix, (width * scale, height * scale), flags=cv2.INTER_LINEAR,
                              borderMode=cv2.BORDER_REPLICATE)
    if scale > 1:
        out = cv2.resize(out, (width, height), interpolation=cv2.INTER_AREA)
    return out


def snapshot(rng, image, quad, tight=False, smallest=13, largest=72, faults=1.0):
    """A strip of an imperfect box, photographed imperfectly. `quad` is the tight box of the digits on a grey image;
    a tight one keeps the given box (up to a few per cent). `faults` scales how bad the picture gets."""
    quad = shaken_box(rng, quad, tight)
    w, h = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    size = int(np.exp(rng.uniform(np.log(smallest), np.log(largest))))
    size = max(smallest, min(size, int(h) + 4))
    seen = strip(image, quad, int(np.clip(size * w / h, size * 1.2, size * 9)), size).astype(np.float32)
    seen = spoiled(rng, seen, faults)
    enlarge = size < HEIGHT
    return cv2.resize(seen, (WIDTH, HEIGHT),
                      interpolation=(cv2.INTER_LINEAR if rng.random() < 0.7 else cv2.INTER_CUBIC) if enlarge else cv2.INTER_AREA)


def shaken_box(rng, quad, tight=False):
    """The box as a detector or a hand would give it: margins, turn, perspective."""
    if tight:
        margins = rng.uniform(-0.03, 0.06, 4)
    elif rng.random() < 0.72:
        margins = rng.uniform(-0.04, 0.35, 4)
    else:
        margins = np.concatenate([rng.uniform(0, 1.2, 2), rng.uniform(0, 0.6, 2)])
    quad = extended(quad, *margins)
    centre = quad.mean(0)
    h = np.linalg.norm(quad[3] - quad[0])
    turn = np.deg2rad(np.clip(rng.normal(0, 1.6) if rng.random() < 0.75 else rng.uniform(-8, 8), -8, 8))
    w = np.linalg.norm(quad[1] - quad[0])
    turn *= min(1.0, 4.0 * h / w)  # a long strip turned far would leave its own box
    c, s = np.cos(turn), np.sin(turn)
    quad = (quad - centre) @ np.array([[c, s], [-s, c]], np.float32) + centre
    shear = rng.normal(0, 0.06) * (quad[1] - quad[0]) / w * h
    quad[:2] += shear / 2
    quad[2:] -= shear / 2
    return (quad + rng.normal(0, 0.03 * h, (4, 2))).astype(np.float32)


def spoiled(rng, image, faults=1.0):
    """Light, lens, sensor and compression on a float grey image 0..255; returns uint8."""
    h, w = image.shape
    chance = rng.random(9) / max(faults, 1e-6)
    if chance[8] < 0.15:  # the edge of a reflection or a shadow
        points = np.array([rng.uniform(-0.2 * w, 1.2 * w, 4), rng.uniform(-0.2 * h, 1.2 * h, 4)]).T
        area = np.zeros((h, w), np.float32)
        cv2.fillConvexPoly(area, cv2.convexHull(points.astype(np.int32)), 1.0)
        k = rng.uniform(0.15, 0.75)
        image = image * (1 - k * area) + k * area * (rng.uniform(120, 255) if rng.random() < 0.6 else 0)
    if chance[0] < 0.25:  # a gradient of light, or glare
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        a = rng.uniform(0, 2 * np.pi)
        slope = ((x / w - 0.5) * np.cos(a) + (y / h - 0.5) * np.sin(a)) * rng.uniform(20, 110)
        image = image + slope
    if chance[1] < 0.12:
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        cx, cy, r = rng.uniform(0, w), rng.uniform(0, h), rng.uniform(0.4, 2.5) * h
        image = image + rng.uniform(40, 160) * np.exp(-((x - cx) ** 2 / rng.uniform(0.5, 4) + (y - cy) ** 2) / (r * r))
    if chance[2] < 0.3:  # haze or darkness: contrast squeezed to a part of the range
        k = rng.uniform(0.15, 0.8)
        image = image * k + rng.uniform(0, 255 * (1 - k))
    if chance[3] < 0.45:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.2, 0.042 * h + 0.2))
    if chance[4] < 0.15:  # motion
        n = int(rng.integers(2, max(3, h // 7 + 2)))
        kernel = np.zeros((n, n), np.float32)
        a = rng.uniform(0, np.pi)
        d = np.array([np.cos(a), np.sin(a)]) * (n - 1) / 2
        p = (np.array([(n - 1) / 2] * 2) - d, np.array([(n - 1) / 2] * 2) + d)
        cv2.line(kernel, tuple(int(round(v)) for v in p[0]), tuple(int(round(v)) for v in p[1]), 1)
        image = cv2.filter2D(image, -1, kernel / max(kernel.sum(), 1), borderType=cv2.BORDER_REPLICATE)
    if chance[5] < 0.4:
        image = 255 * (np.clip(image, 0, 255) / 255) ** np.exp(rng.normal(0, 0.4))
    if chance[6] < 0.6:
        sigma = rng.uniform(0.02, 0.4) * image.std() + rng.uniform(0.5, 4)  # noise that leaves digits legible
        image = image + rng.normal(0, sigma, image.shape)
    image = np.clip(image, 0, 255).astype(np.uint8)
    if chance[7] < 0.55:
        ok, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 92))])
        image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return image


def grey(rng, image):
    """Grey of a BGR picture; with a generator, the colours weigh differently than they should."""
    weights = np.array([0.114, 0.587, 0.299], np.float32)
    if rng is not None and rng.random() < 0.6:
        weights = weights * np.exp(rng.normal(0, 0.6, 3)).astype(np.float32)
        weights /= weights.sum()
    return cv2.transform(image, weights.reshape(1, 3))
