"""The altered grey copies that the embedding is trained on, as a cheat would make them: cropped, turned, framed, seen from the side,
photographed from a screen, re-encoded, blurred, brightened.
"""
import cv2
import numpy as np

from embedding_photos import BORDERS, INPUT, inscribed

LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # Rec. 601, of RGB


def grey(photo):
    """uint8 [..., 3] → uint8 [...], as the service makes outlines."""
    return (photo @ LUMA + 0.5).astype(np.uint8)


def view(thumbnail, aspect, rng, strong):
    """One altered copy, uint8 [128, 128], of a grey thumbnail. `strong` False: nearly the photo as it was."""
    if not strong:
        return shade(warp(thumbnail, quad(aspect, rng.uniform(0.97, 1.0, 2), 0.0, np.full(2, 0.5)), rng), rng)
    kind = rng.random()
    screen = kind < 0.15
    degrees = rng.uniform(-12, 12) * (rng.random() < 0.6)
    if kind < 0.45:  # a part of it
        keep = rng.uniform(0.58 if rng.random() < 0.5 else 0.8, 1.0, 2)
    elif kind < 0.75:  # all of it with something around: a border, bars above and below, a turn on a canvas that grows
        keep = rng.uniform(1.0, 1.45) * np.array([1.0, rng.uniform(1.0, 1.7) if rng.random() < 0.5 else 1.0])
        keep = keep if rng.random() < 0.7 else keep[::-1]
        degrees *= rng.random() < 0.5
    else:
        keep = rng.uniform(0.9, 1.1, 2)
    if degrees and keep.max() <= 1 and rng.random() < 0.4:
        keep = np.minimum(keep, inscribed(degrees, aspect))
    centre = 0.5 + rng.uniform(-1, 1, 2) * abs(1 - keep) / 2
    corners = quad(aspect, keep, degrees, centre)
    if screen or rng.random() < 0.35:
        corners += rng.uniform(-1, 1, (4, 2)) * rng.uniform(0.02, 0.16)
    out = warp(thumbnail, corners, rng)
    if screen:
        out = as_on_screen(out, rng)
    elif rng.random() < 0.25:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.2))
    out = shade(out, rng)
    if rng.random() < 0.3:
        out = cv2.imdecode(cv2.imencode('.jpg', out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 95))])[1], 0)
    return out


def quad(aspect, keep, degrees, centre):
    """The corners, in shares of the old photo's sides, that the new photo's corners show; clockwise from the upper left."""
    turn = np.radians(degrees)
    turned = np.array([[np.cos(turn), -np.sin(turn) / aspect], [np.sin(turn) * aspect, np.cos(turn)]])
    return np.asarray(centre) + (np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2 * keep) @ turned.T


def warp(image, corners, rng):
    """Draws the quadrangle `corners` of the old photo as a new one, and something plain where the old photo ends."""
    side = image.shape[0]
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    matrix = cv2.getPerspectiveTransform((square * INPUT - 0.5).astype(np.float32), (corners * side - 0.5).astype(np.float32))
    border = BORDERS[rng.integers(len(BORDERS))]
    plain = int(rng.choice([0, 0, 255, rng.integers(256)]))
    return cv2.warpPerspective(image, matrix, (INPUT, INPUT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=border,
                               borderValue=plain)


def as_on_screen(photo, rng):
    """What a screen and the camera before it add: moire, its gamma, a little blur and a glow."""
    y, x = np.mgrid[0:INPUT, 0:INPUT] / INPUT
    pattern = np.zeros((INPUT, INPUT))
    for _ in range(rng.integers(1, 4)):
        wave = rng.uniform(-45, 45, 2)
        pattern += rng.uniform(0.02, 0.12) * np.sin(2 * np.pi * (wave[0] * x + wave[1] * y + rng.random()))
    glow = rng.uniform(0, 0.35) * np.exp(-((x - rng.random()) ** 2 + (y - rng.random()) ** 2) / rng.uniform(0.05, 0.4))
    photo = cv2.GaussianBlur(photo, (0, 0), rng.uniform(0.3, 1.0)).astype(np.float32) / 255
    photo = photo ** rng.uniform(0.6, 1.7) * (1 + pattern) + glow
    return (255 * photo).clip(0, 255).astype(np.uint8)


def shade(photo, rng):
    """Brightness, contrast, tone curve and sensor noise, drawn anew."""
    levels = np.linspace(0, 1, 256) * rng.uniform(0.65, 1.4) + rng.uniform(-0.08, 0.08)
    levels = levels.clip(0, 1) ** np.exp(rng.uniform(-0.3, 0.3))
    photo = cv2.LUT(photo, (255 * levels).round().astype(np.uint8))
    if rng.random() < 0.3:
        noise = np.empty(photo.shape, np.int16)
        cv2.setRNGSeed(int(rng.integers(2 ** 31)))
        cv2.randn(noise, 0, rng.uniform(1, 6))
        photo = (photo + noise).clip(0, 255).astype(np.uint8)
    return photo
