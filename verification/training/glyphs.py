"""Glyph masks for the synthetic strips: fonts, seven-segment polygons, and dot matrices made of either.

A glyph set is a dict from character to a uint8 mask (255 = ink); all masks of a set have the same height, CAP.
"""
import subprocess
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

CAP = 40  # px: height of a digit on the canvas
DIGITS = "0123456789"
CHARS = DIGITS + ".,:-/%+° ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

# Families that real instruments resemble; all from Debian packages (README).
DRUM = ("Routed Gothic", "OSP-DIN", "FreeSans", "Liberation Sans", "Liberation Sans Narrow", "Nimbus Sans",
        "Nimbus Sans Narrow", "URW Gothic", "Roboto", "Roboto Condensed", "Switzera ADF", "Universalis ADF Std",
        "DejaVu Sans", "DejaVu Sans Condensed", "Tuffy", "Carlito", "Karla", "Cabin", "Bebas Neue", "OCR B",
        "Lato", "Open Sans", "Junction", "Play", "League Spartan", "Noto Sans", "Noto Sans Display")
TFT = DRUM + ("Cantarell", "Quicksand", "Comfortaa", "JetBrains Mono", "Hack", "Inconsolata", "Fira Code", "mononoki",
              "Monofur", "Anonymous Pro", "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono", "OCRA", "Hermit",
              "Monoid", "League Mono")
PIXEL = ("DotGothic16", "MisakiGothic", "ProggyTinyTT", "creep2", "Hermit", "Monoid", "DejaVu Sans Mono",
         "Roboto", "FreeSans", "Liberation Mono", "Hack", "Play", "Cantarell", "OSP-DIN", "Roboto Condensed")
SEGMENT = ("DSEG7 Classic", "DSEG7 Modern", "DSEG7 Classic Mini", "DSEG7 Modern Mini", "DSEG14 Classic",
           "DSEG14 Modern", "DSEG14 Classic Mini", "DSEG14 Modern Mini")

FIVE_BY_SEVEN = {  # rows from the top, one bit a dot
    "0": (14, 17, 19, 21, 25, 17, 14), "1": (4, 12, 4, 4, 4, 4, 14), "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14), "4": (2, 6, 10, 18, 31, 2, 2), "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14), "7": (31, 1, 2, 4, 8, 8, 8), "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12),
}
PLAIN_ZERO = (14, 17, 17, 17, 17, 17, 14)
PLAIN_THREE = (14, 17, 1, 6, 1, 17, 14)

# Seven segments a–g of each digit; tails of 6, 9 and the hook of 7 differ between makers.
SEGMENTS = {"0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc",
            "7": "abc", "8": "abcdefg", "9": "abcdfg", "-": "g", " ": ""}


@lru_cache(None)
def font_files(families):
    """Paths of upright faces of the families that are installed, in a stable order."""
    found = {}
    listing = subprocess.run(["fc-list", "--format", "%{family[0]}|%{style[0]}|%{file}\n"],
                             capture_output=True, text=True, check=True).stdout
    for entry in sorted(set(listing.splitlines())):
        family, style, path = entry.split("|")
        if family in families and path.endswith((".ttf", ".otf")):
            if not any(bad in style for bad in ("Thin", "Hairline", "ExtraLight", "Light Italic")):
                found.setdefault(family, []).append(path)
    return found


def pick_font(rng, families, bold=False):
    """A family first, a face of it second, so that families with many faces are not favoured."""
    files = font_files(families)
    family = sorted(files)[rng.integers(len(files))]
    faces = [f for f in files[family] if "Bold" in f or "bold" in f or "Black" in f] if bold else []
    faces = faces or files[family]
    return faces[rng.integers(len(faces))]


@lru_cache(600)
def font_glyphs(path, cap=CAP):
    """All CHARS of a font, scaled so that '8' is cap pixels high; every mask has that height plus descent room cut."""
    size = cap * 2
    font = ImageFont.truetype(path, size)
    for _ in range(2):
        top, bottom = font.getbbox("8")[1], font.getbbox("8")[3]
        size = max(6, round(size * cap / max(1, bottom - top)))
        font = ImageFont.truetype(path, size)
    top, bottom = font.getbbox("8")[1], font.getbbox("8")[3]
    out = {}
    for ch in CHARS:
        left, _, right, _ = font.getbbox(ch)
        width = max(2, right - left if ch != " " else int(font.getlength(" ")))
        image = Image.new("L", (width, max(bottom - top, 2) + cap // 4), 0)
        ImageDraw.Draw(image).text((-left, -top), ch, 255, font=font)
        out[ch] = fit(np.asarray(image)[: max(bottom - top, 2) + cap // 4], cap + cap // 4)
    return out


def fit(mask, height):
    if mask.shape[0] == height:
        return mask
    return cv2.resize(mask, (max(1, round(mask.shape[1] * height / mask.shape[0])), height), interpolation=cv2.INTER_AREA)


def seven_segments(rng):
    """A seven-segment set of random proportions: thickness, gaps, slant is added later by the camera's shear."""
    w, h = int(CAP * rng.uniform(0.48, 0.66)), CAP
    t, gap = rng.uniform(0.10, 0.2) * CAP, rng.uniform(0.0, 0.035) * CAP
    six, nine, seven = rng.random(3) < (0.85, 0.85, 0.15)
    flat = rng.random() < 0.3

    def bar(image, x0, y0, x1, y1):
        """A hexagon (or rectangle) along one axis, t wide."""
        d = np.array([x1 - x0, y1 - y0], float)
        length = np.hypot(*d)
        d /= length
        n = np.array([-d[1], d[0]]) * t / 2
        a, b = np.array([x0, y0]) + d * gap, np.array([x1, y1]) - d * gap
        tip = 0 if flat else t / 2
        points = [a, a + d * tip + n, b - d * tip + n, b, b - d * tip - n, a + d * tip - n]
        cv2.fillPoly(image, [np.round(np.array(points) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)

    x0, x1, y0, ym, y1 = t / 2, w - t / 2, t / 2, h / 2, h - t / 2
    ends = {"a": (x0, y0, x1, y0), "b": (x1, y0, x1, ym), "c": (x1, ym, x1, y1), "d": (x0, y1, x1, y1),
            "e": (x0, ym, x0, y1), "f": (x0, y0, x0, ym), "g": (x0, ym, x1, ym)}
    out = {}
    for ch, on in SEGMENTS.items():
        if ch == "6" and not six:
            on = on.replace("a", "")
        if ch == "9" and not nine:
            on = on.replace("d", "")
        if ch == "7" and seven:
            on += "f"
        image = np.zeros((h + CAP // 4, w), np.uint8)
        for s in on:
            bar(image, *ends[s])
        out[ch] = image
    dot = np.zeros((h + CAP // 4, int(t * 1.6)), np.uint8)
    cv2.circle(dot, (int(t * 0.8), int(y1)), max(2, int(t * 0.6)), 255, -1, cv2.LINE_AA)
    out["."] = out[","] = dot
    colon = dot.copy()
    for y in (h * 0.3, h * 0.7):
        cv2.circle(colon, (int(t * 0.8), int(y)), max(2, int(t * 0.55)), 255, -1, cv2.LINE_AA)
    colon[int(y1 - t * 0.7):] = 0
    out[":"] = colon
    return out


def dot_matrix(rng):
    """A set of dots: the 5×7 digits, or any font drawn at 7–16 dots; round or square dots with gaps."""
    rows = 7 if rng.random() < 0.45 else int(rng.integers(8, 17))
    small = {ch: m[:rows] for ch, m in pixel_font(pick_font(rng, PIXEL), rows).items()}
    if rows == 7:
        for ch, bits in FIVE_BY_SEVEN.items():
            if ch == "0" and rng.random() < 0.8:
                bits = PLAIN_ZERO
            if ch == "3" and rng.random() < 0.6:
                bits = PLAIN_THREE
            small[ch] = np.array([[255 * (b >> k & 1) for k in range(4, -1, -1)] for b in bits], np.uint8)
        small["."] = np.array([[0], [0], [0], [0], [0], [0], [255]], np.uint8)
    pitch = 8
    dot = np.zeros((pitch, pitch), np.uint8)
    if rng.random() < 0.3:
        cv2.circle(dot, (pitch // 2, pitch // 2), int(rng.integers(3, 5)), 255, -1, cv2.LINE_AA)
    else:
        g = int(rng.integers(0, 3))
        dot[g // 2: pitch - (g + 1) // 2, g // 2: pitch - (g + 1) // 2] = 255
    stretch = rng.uniform(0.85, 1.25)
    out = {}
    for ch, bits in small.items():
        big = cv2.bitwise_and(np.kron(bits, np.ones((pitch, pitch), np.uint8)), np.tile(dot, bits.shape))
        size = (max(2, round(bits.shape[1] * CAP / rows * stretch)), CAP)
        out[ch] = np.vstack([cv2.resize(big, size, interpolation=cv2.INTER_AREA), np.zeros((CAP // 4, size[0]), np.uint8)])
    return out


@lru_cache(400)
def pixel_font(path, rows):
    """A font at `rows` dots of height, thresholded; empty columns cut."""
    glyphs = {}
    for ch, mask in font_glyphs(path, max(rows, 6)).items():
        hard = ((mask > 110) * 255).astype(np.uint8)[:rows]
        if hard.shape[0] < rows:
            hard = np.vstack([hard, np.zeros((rows - hard.shape[0], hard.shape[1]), np.uint8)])
        columns = np.flatnonzero(hard.any(0))
        glyphs[ch] = hard[:, columns[0]: columns[-1] + 1] if len(columns) else hard[:, :2]
    return glyphs
