"""Synthetic odometer strips: rolling drums, seven segments, dot matrices, screens, and strips that are no reading.

python3 strips.py COUNT SEED NAME [DRUMS] writes .cache/NAME.npz: strips (N×32×192 uint8), texts, kinds (0 odometer,
1 trip, 2 none); DRUMS is the share of drums. The label holds every digit shown, leading zeros too, and '.' for a point
or comma; other characters are never part of it. A drum between two digits counts as the nearer one, in the middle as
the one it comes from.
"""
import sys
import time

import cv2
import numpy as np

import glyphs
from camera import snapshot
from common import CACHE
from glyphs import CAP, DRUM, SEGMENT, TFT

ODOMETER, TRIP, NONE = 0, 1, 2
DRUM_SHARE = 0.34
WORDS = ("ODO", "TRIP", "TOTAL", "km", "KM", "Km", "mi", "miles", "MILES", "mph", "km/h", "RANGE", "AVG", "l/100", "L/100km",
         "Cum 11 Ara", "Paz 3 Oca", "Mon 12", "FRI", "12 MAY", "KRAL FM", "RADIO 1", "P R N D", "P", "D", "ECO", "-2 °C", "18.5°C",
         "+21°C", "A/C", "BLUETOOTH", "OIL OK", "SERVICE", "DISTANCE", "10:25", "21:07", "6:14 AM", "95.8", "104.2 FM",
         "5.4 L", "km/l", "x1000", "OUTSIDE", "TEMP", "INFO", "Menu", "Vitesse", "READY", "EV", "Wh/km", "SOC", "BATT", "hPa")
UNITS = ("km", "km", "km", "KM", "Km", "mi", "miles", "MILES", "m", "")


def main():
    count, seed, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    share = float(sys.argv[4]) if len(sys.argv) > 4 else DRUM_SHARE
    rng = np.random.default_rng(seed)
    images, texts, kinds = np.zeros((count, 32, 192), np.uint8), [], np.zeros(count, np.uint8)
    start = time.time()
    for i in range(count):
        images[i], text, kinds[i] = make(rng, share)
        texts.append(text)
        if i % 5000 == 4999:
            print(f"{i + 1} strips, {(i + 1) / (time.time() - start):.0f} a second", flush=True)
    CACHE.mkdir(exist_ok=True)
    part = CACHE / f"{name}.part"  # renamed when whole, so that a running training never loads half a file
    with open(part, "wb") as f:
        np.savez(f, strips=images, texts=np.array(texts, "U10"), kinds=kinds)
    part.rename(CACHE / f"{name}.npz")


def make(rng, drum_share=None):
    """One strip: (uint8 image, text, kind)."""
    share = DRUM_SHARE if drum_share is None else drum_share
    while True:
        kind = rng.choice((drums, display, nothing), p=(share, 0.9 - share, 0.10))
        image, quad, text, what = kind(rng)
        try:
            return snapshot(rng, image, quad), text, what
        except cv2.error:  # a degenerate quadrilateral: draw another
            continue


def number(rng, length):
    """Digits of a reading: uniform, with some extra runs of equal digits and zeros, which CTC finds hard."""
    digits = rng.integers(0, 10, length)
    if rng.random() < 0.25 and length > 2:
        i = int(rng.integers(0, length - 1))
        digits[i:i + int(rng.integers(2, 4))] = digits[i]
    return "".join(map(str, digits))


# --- drums ----------------------------------------------------------------------------------------------------------

def drums(rng):
    """Mechanical drums: (canvas, box of the drums, text, kind)."""
    count = int(rng.choice((4, 5, 6, 7), p=(0.06, 0.28, 0.54, 0.12)))
    trip = count == 4 or (count == 5 and rng.random() < 0.08)
    text = number(rng, count)
    if rng.random() < 0.55 and count > 4:
        zeros = int(rng.integers(1, 4))
        text = "0" * zeros + text[zeros:]
    glyph = glyphs.font_glyphs(glyphs.pick_font(rng, DRUM))
    pitch = CAP * rng.uniform(1.08, 1.6)  # from one digit to the next on a drum
    window = pitch * rng.uniform(0.82, 1.3)
    widest = max(glyph[d].shape[1] for d in glyphs.DIGITS)
    squeeze = rng.uniform(0.75, 1.15)
    cell_w = int(max(widest * squeeze + 4, CAP * rng.uniform(0.55, 1.0)))
    gap = int(rng.choice((0, 1, 2, 4, 7)))
    ink, paper = (rng.uniform(150, 255), rng.uniform(5, 70)) if rng.random() < 0.85 else (rng.uniform(0, 60), rng.uniform(140, 240))
    offsets, text = rolled(rng, text)
    special = rng.random() < 0.7
    last_ink, last_paper = ink, paper
    last_glyph, last_scale = glyph, 1.0
    if special and rng.random() < 0.7:  # the tenths, or the last drum, in a face of its own, bolder and larger
        last_glyph = glyphs.font_glyphs(glyphs.pick_font(rng, DRUM, bold=rng.random() < 0.7))
        last_scale = rng.uniform(0.9, 1.3)
        if rng.random() < 0.5:
            offsets[-1] = rng.uniform(-0.4, 0.58)
    if special:
        if rng.random() < 0.65:
            last_ink, last_paper = paper + rng.uniform(-10, 20), ink - rng.uniform(0, 40)
        else:  # red drum, white digits
            last_paper = rng.uniform(50, 130)
    rim = rng.uniform(0, 120) if rng.random() < 0.5 else paper * rng.uniform(0.3, 1.2)
    cells = []
    for i, (digit, offset) in enumerate(zip(text, offsets)):
        is_last = i == count - 1
        wider = rng.uniform(0.85, 1.25) if is_last and special else 1.0
        scale = last_scale if is_last else 1.0
        cells.append(drum(rng, last_glyph if is_last else glyph, int(digit), offset, pitch * scale, window, int(cell_w * wider),
                          squeeze * scale, int(CAP * scale), last_ink if is_last else ink, last_paper if is_last else paper))
    h = cells[0].shape[0]
    total = sum(c.shape[1] for c in cells) + gap * (count - 1)
    margin_x, margin_y = 70, 60
    image = np.full((h + 2 * margin_y, total + 2 * margin_x), rng.uniform(0, 90) if rng.random() < 0.75 else rng.uniform(90, 230), np.float32)
    image[margin_y - 3:margin_y + h + 3, margin_x - 3:margin_x + total + 3] = rim
    x = margin_x
    for i, cell in enumerate(cells):
        dy = int(rng.integers(-1, 2))
        image[margin_y + dy:margin_y + h + dy, x:x + cell.shape[1]] = cell
        x += cell.shape[1] + gap
    if special and rng.random() < 0.06:  # a printed point before the tenths
        cv2.circle(image, (x - cells[-1].shape[1] - gap, margin_y + int(h * 0.78)), 3, float(ink), -1, cv2.LINE_AA)
        text = text[:-1] + "." + text[-1]
    around(rng, image, (margin_x, margin_y, total, h))
    tighter = rng.uniform(0, max(0, (h - CAP) / 2))
    quad = box(margin_x, margin_y + tighter, total, h - 2 * tighter)
    return shaded(rng, image), quad, text, TRIP if trip else ODOMETER


def rolled(rng, text):
    """The digits nearest to the window and how far each drum has turned past them, in digits; a drum
    counts as the digit it comes from until it is a little past the middle, as the photos' labels do.

    A drum moves with its lower neighbour only while that passes between 9 and 0.
    """
    digits = [int(d) for d in text]
    if rng.random() < 0.12:  # nines or zeros on the right, so that the carry shows
        n = int(rng.integers(1, min(4, len(digits))))
        digits[-n:] = [9 if rng.random() < 0.5 else 0] * n
    turn = rng.normal(0, 0.05) if rng.random() < 0.5 else rng.uniform(-0.4, 0.58)
    slack = rng.uniform(0, 0.05)
    offsets = [0.0] * len(digits)
    for i in range(len(digits) - 1, -1, -1):
        offsets[i] = turn + rng.normal(0, slack)
        carries = (digits[i] == 9 and turn > 0) or (digits[i] == 0 and turn < 0)
        turn = turn if carries else 0.0
    return offsets, "".join(map(str, digits))


def drum(rng, glyph, digit, offset, pitch, window, width, squeeze, cap, ink, paper):
    """One drum's window as a float image, with its neighbours above and below and the light of a cylinder."""
    h = int(window)
    mask = np.zeros((h, width), np.uint8)
    for step in (-1, 0, 1):
        g = glyph[str((digit + step) % 10)][:CAP]
        g = cv2.resize(g, (max(2, min(width - 1, int(g.shape[1] * squeeze))), cap), interpolation=cv2.INTER_AREA)
        top = int(round(h / 2 - cap / 2 + (step - offset) * pitch))
        x = (width - g.shape[1]) // 2
        y0, y1 = max(top, 0), min(top + cap, h)
        if y1 > y0:
            mask[y0:y1, x:x + g.shape[1]] = np.maximum(mask[y0:y1, x:x + g.shape[1]], g[y0 - top:y1 - top])
    bend = rng.uniform(0.0, 0.9)
    t = np.linspace(-1, 1, h)
    if bend > 0.25:  # the cylinder turns away: rows near the edge show more of the drum
        rows = np.clip((np.arcsin(t * bend) / np.arcsin(bend) + 1) / 2 * (h - 1), 0, h - 1).round().astype(int)
        mask = mask[rows]
    shade = 1 - rng.uniform(0, 0.75) * np.abs(t - rng.uniform(-0.3, 0.3)) ** rng.uniform(1.5, 4)
    alpha = mask.astype(np.float32) / 255
    cell = (paper + (ink - paper) * alpha) * np.clip(shade, 0, 1.1)[:, None].astype(np.float32)
    cell[:, :1] *= 0.7
    cell[:, -1:] *= 0.7
    return cell


# --- displays -------------------------------------------------------------------------------------------------------

def display(rng):
    """LCD, LED, dot matrix or screen: (canvas, box of the digits, text, kind)."""
    style = rng.choice(("segment", "own segment", "dots", "screen"), p=(0.18, 0.22, 0.33, 0.27))
    main_set = {"segment": lambda: glyphs.font_glyphs(glyphs.pick_font(rng, SEGMENT)),
                "own segment": lambda: glyphs.seven_segments(rng),
                "dots": lambda: glyphs.dot_matrix(rng),
                "screen": lambda: glyphs.font_glyphs(glyphs.pick_font(rng, TFT))}[style]()
    words = main_set if style in ("dots", "screen") and rng.random() < 0.7 else glyphs.font_glyphs(glyphs.pick_font(rng, TFT))
    text, kind, before, after = reading(rng)
    line = Line(rng, main_set, fixed=style != "screen" or rng.random() < 0.5)
    width, spans = line.measure(text)
    pad = 190
    mask = np.zeros((3 * CAP + 100, width + 2 * pad), np.uint8)
    y = mask.shape[0] // 2 - CAP // 2
    ghost = None
    if "segment" in style and rng.random() < 0.4:
        ghost = np.zeros_like(mask)
        line.draw(ghost, "".join("8" if c.isdigit() else c for c in text), pad, y)
    line.draw(mask, text, pad, y)
    if "segment" in style or rng.random() < 0.15:
        lean = rng.uniform(-0.02, 0.22)
        matrix = np.float32([[1, -lean, lean * (y + CAP / 2)], [0, 1, 0]])
        mask = cv2.warpAffine(mask, matrix, mask.shape[::-1])
        ghost = None if ghost is None else cv2.warpAffine(ghost, matrix, mask.shape[::-1])
    for word, side in ((before, -1), (after, 1)):
        if word:
            size = rng.uniform(0.3, 1.0)
            word_mask = typed(rng, words, word, size)
            gap = int(CAP * rng.uniform(0.12, 0.8))
            x = pad - gap - word_mask.shape[1] if side < 0 else pad + width + gap
            paste(mask, word_mask, x, y + int(rng.choice((0, CAP * (1 - size), CAP * (1 - size) / 2))))
    for side in (-1, 1):
        if rng.random() < 0.45:
            size = rng.uniform(0.35, 1.15)
            other = typed(rng, words if rng.random() < 0.6 or style == "segment" else main_set, neighbour(rng), size)
            gap = rng.uniform(0.15, 0.7) * CAP
            top = y - gap - CAP * size if side < 0 else y + CAP + gap
            paste(mask, other, int(pad + rng.uniform(-0.3, 0.8) * width), int(top))
    image = lit(rng, mask, ghost)
    around_frame(rng, image, pad, y, width)
    return shaded(rng, image), box(pad, y, width, CAP), text, kind


def reading(rng):
    """A reading and its companions: (text, kind, word before, word after)."""
    if rng.random() < 0.17:
        text = f"{rng.integers(0, 10 ** int(rng.integers(1, 5)))}.{rng.integers(0, 10)}"
        mark = rng.random() < 0.6
        return text, TRIP, str(rng.choice(("TRIP", "TRIP A", "TRIP B", "A", "B", "Trip", "TR 1"))) if mark else "", str(rng.choice(UNITS))
    length = int(rng.choice((3, 4, 5, 6, 7), p=(0.05, 0.14, 0.29, 0.45, 0.07)))
    text = number(rng, length)
    if text[0] == "0" and rng.random() < 0.75:
        text = str(rng.integers(1, 10)) + text[1:]
    elif rng.random() < 0.1 and length > 4:
        zeros = int(rng.integers(1, 4))
        text = "0" * zeros + text[zeros:]
    before = str(rng.choice(("ODO", "TOTAL", "Total", "ODOMETER", "▷", "T"))) if rng.random() < 0.3 else ""
    after = str(rng.choice(UNITS)) if rng.random() < 0.65 else ""
    if rng.random() < 0.05:  # marked trip, without a point
        return text[:4], TRIP, "TRIP", after
    if length >= 5 and rng.random() < 0.06:
        text += f".{rng.integers(0, 10)}"
    elif length >= 5 and rng.random() < 0.08:
        text = text[:-3] + str(rng.choice((".", " ", " "))) + text[-3:]
    return text, ODOMETER, before, after


def neighbour(rng):
    """What stands above or below: words, clocks, a trip figure; never a bare whole number."""
    roll = rng.random()
    if roll < 0.35:
        return f"{rng.integers(0, 24)}:{rng.integers(0, 60):02d}"
    if roll < 0.6:
        return f"{rng.integers(0, 1000)}.{rng.integers(0, 10)}" + str(rng.choice(("", " km", " l")))
    return str(rng.choice(WORDS))


class Line:
    """A line of characters of one glyph set, with one spacing."""

    def __init__(self, rng, chars, fixed):
        self.chars = chars
        self.squeeze = rng.uniform(0.7, 1.25)
        widest = max(chars[d].shape[1] for d in glyphs.DIGITS) * self.squeeze
        self.cell = widest if fixed else None
        self.space = max(1.0, CAP * rng.uniform(0.02, 0.3))
        self.right = rng.random() < 0.8  # a narrow '1' stands right in its cell
        self.narrow_point = rng.random() < 0.5

    def measure(self, text):
        x = 0.0
        spans = []
        for ch in text:
            w = self.width(ch)
            spans.append((x, w))
            x += w + (self.space if ch not in ".," else self.space * 0.6)
        return int(x - self.space + 1), spans

    def width(self, ch):
        if ch == " ":
            return CAP * 0.15
        own = self.chars[ch].shape[1] * self.squeeze
        return max(own, self.cell) if self.cell and ch.isdigit() else own

    def draw(self, mask, text, x0, y):
        for ch, (x, w) in zip(text, self.measure(text)[1]):
            if ch == " ":
                continue
            g = self.chars[ch]
            g = cv2.resize(g, (max(1, round(g.shape[1] * self.squeeze)), g.shape[0]), interpolation=cv2.INTER_AREA)
            slack = w - g.shape[1]
            paste(mask, g, int(x0 + x + (slack if self.right and ch == "1" else slack / 2)), y)


def typed(rng, chars, text, size):
    """A word as a mask of its own; characters the set lacks are left out."""
    parts = [chars[c] for c in text if c in chars]
    if not parts:
        return np.zeros((2, 2), np.uint8)
    space = max(1, int(CAP * rng.uniform(0.03, 0.2)))
    height = parts[0].shape[0]
    row = np.zeros((height, sum(p.shape[1] + space for p in parts)), np.uint8)
    x = 0
    for p in parts:
        row[:, x:x + p.shape[1]] = p
        x += p.shape[1] + space
    return cv2.resize(row, (max(2, int(row.shape[1] * size)), max(2, int(height * size))), interpolation=cv2.INTER_AREA)


def paste(mask, glyph, x, y):
    """Maximum of the mask and a glyph at (x, y), cut at the edges."""
    h, w = glyph.shape
    y0, y1, x0, x1 = max(y, 0), min(y + h, mask.shape[0]), max(x, 0), min(x + w, mask.shape[1])
    if y1 > y0 and x1 > x0:
        part = mask[y0:y1, x0:x1]
        np.maximum(part, glyph[y0 - y:y1 - y, x0 - x:x1 - x], out=part)


def lit(rng, mask, ghost=None):
    """Ink and paper of a display: glowing on dark, dark on light, with bloom and ghost segments."""
    if rng.random() < 0.7:
        paper = rng.uniform(0, 80)
        ink = paper + rng.uniform(55, 200)
    else:
        paper = rng.uniform(110, 240)
        ink = paper - rng.uniform(55, 150)
    alpha = mask.astype(np.float32) / 255
    if ghost is not None:
        alpha = np.maximum(alpha, ghost.astype(np.float32) / 255 * rng.uniform(0.04, 0.3))
    if rng.random() < 0.3 and ink > paper:
        alpha = alpha + cv2.GaussianBlur(alpha, (0, 0), rng.uniform(2, 9)) * rng.uniform(0.2, 1.1)
    if rng.random() < 0.15:  # uneven back light
        alpha = alpha * np.linspace(rng.uniform(0.4, 1), rng.uniform(0.4, 1), alpha.shape[1], dtype=np.float32)
    return paper + (ink - paper) * alpha


# --- no reading -----------------------------------------------------------------------------------------------------

def nothing(rng):
    """Strips without a reading: words, clocks, temperatures, a gauge's numerals, ticks, textures, half lines."""
    h, w = 120, int(rng.uniform(160, 420))
    mask = np.zeros((h, w), np.uint8)
    y = h // 2 - CAP // 2
    roll = rng.random()
    chars = glyphs.font_glyphs(glyphs.pick_font(rng, TFT)) if rng.random() < 0.6 else glyphs.dot_matrix(rng)
    if roll < 0.3:
        word = " ".join(rng.choice(WORDS, int(rng.integers(1, 3))))
        while sum(c.isdigit() for c in word) > 2 and ":" not in word:
            word = str(rng.choice(WORDS))
        paste(mask, typed(rng, chars, word, rng.uniform(0.6, 1.2)), int(rng.uniform(0, 30)), y)
    elif roll < 0.45:
        clock = rng.choice((f"{rng.integers(0, 24)}:{rng.integers(0, 60):02d}", f"{rng.integers(-20, 45)}°C", f"{rng.integers(0, 100)}%",
                            f"{rng.integers(1, 32)}/{rng.integers(1, 13)}"))
        source = glyphs.seven_segments(rng) if rng.random() < 0.4 and ":" in clock else chars
        paste(mask, typed(rng, source, clock, rng.uniform(0.8, 1.3)), int(rng.uniform(5, 50)), y)
    elif roll < 0.7:  # gauge numerals along an arc, with ticks
        step, first = int(rng.choice((1, 10, 20, 30))), int(rng.integers(0, 8))
        x, bend = int(rng.uniform(-20, 20)), rng.uniform(-0.004, 0.004)
        while x < w:
            numeral = typed(rng, chars, str(first * step), rng.uniform(0.8, 1.1))
            paste(mask, numeral, x, int(y + bend * (x - w / 2) ** 2))
            if rng.random() < 0.7:
                cv2.line(mask, (x + 10, 5), (x + 10 + int(rng.uniform(-8, 8)), 25), 255, int(rng.integers(1, 5)))
            x += numeral.shape[1] + int(rng.uniform(0.8, 2.5) * CAP)
            first += 1
    elif roll < 0.85:  # shapes: needles, bars, icons
        for _ in range(int(rng.integers(1, 9))):
            a, b = rng.integers(0, w, 2), rng.integers(0, h, 2)
            if rng.random() < 0.5:
                cv2.line(mask, (int(a[0]), int(b[0])), (int(a[1]), int(b[1])), 255, int(rng.integers(1, 12)), cv2.LINE_AA)
            else:
                cv2.ellipse(mask, (int(a[0]), int(b[0])), (int(rng.integers(4, 60)), int(rng.integers(4, 60))), 0, 0, int(rng.integers(90, 361)),
                            255, int(rng.choice((-1, 2, 5))), cv2.LINE_AA)
    elif roll < 0.93:  # the edge of a line: only the tops or bottoms of digits
        text = number(rng, int(rng.integers(4, 7)))
        row = typed(rng, chars, text, 1.2)
        top = rng.random() < 0.5
        paste(mask, row, 15, int(h * 0.5 - CAP * 1.2 * 0.72 - CAP / 2) if top else int(h * 0.5 + CAP / 2 - CAP * 0.33))
        image = lit(rng, mask)
        return shaded(rng, image), box(10, h / 2 - CAP / 2, w - 20, CAP), "", NONE
    else:  # texture
        small = rng.normal(0, 1, (int(rng.integers(2, 12)), int(rng.integers(2, 30)))).astype(np.float32)
        image = 120 + 50 * cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC)
        return np.clip(image, 0, 255).astype(np.uint8), box(20, 30, w - 40, h - 60), "", NONE
    image = lit(rng, mask)
    around_frame(rng, image, 20, y, w - 40)
    return shaded(rng, image), box(12, y - 6, w - 24, CAP + 12), "", NONE


# --- surroundings ---------------------------------------------------------------------------------------------------

def box(x, y, w, h):
    return np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float32)


def around(rng, image, window):
    """Numerals and words printed on the dial near the drums."""
    x, y, w, h = window
    chars = glyphs.font_glyphs(glyphs.pick_font(rng, DRUM))
    ink = rng.uniform(120, 255) if image[2, 2] < 110 else rng.uniform(0, 60)
    mask = np.zeros(image.shape, np.uint8)
    for side in (-1, 1):
        if rng.random() < 0.35:
            word = typed(rng, chars, str(rng.choice(("20", "40", "60", "80", "100", "0", "km", "KM", "7", "km/h", "mi"))), rng.uniform(0.4, 0.9))
            paste(mask, word, x - word.shape[1] - int(rng.uniform(8, 30)) if side < 0 else x + w + int(rng.uniform(8, 30)), int(y + rng.uniform(-10, h - 20)))
        if rng.random() < 0.3:
            word = typed(rng, chars, str(rng.choice(WORDS)), rng.uniform(0.3, 0.7))
            paste(mask, word, int(x + rng.uniform(0, w * 0.7)), y - word.shape[0] - int(rng.uniform(4, 20)) if side < 0 else y + h + int(rng.uniform(4, 20)))
    alpha = mask.astype(np.float32) / 255
    image += (ink - image) * alpha


def around_frame(rng, image, x, y, w):
    """The edge of the display's glass: darker or lighter beyond it, near the digits or far."""
    if rng.random() > 0.35:
        return
    shade = rng.uniform(0, 255)
    gap = rng.uniform(0.15, 1.0, 4) * CAP
    image[:max(0, int(y - gap[0]))] = shade
    image[int(y + CAP + gap[1]):] = shade
    if rng.random() < 0.6:
        image[:, int(x + w + gap[2]):][:, 60 if rng.random() < 0.5 else 0:] = shade
        image[:, :max(0, int(x - gap[3]) - 60)] = shade


def shaded(rng, image):
    """Uint8 canvas with slow unevenness of the light."""
    if rng.random() < 0.5:
        small = rng.normal(1, rng.uniform(0.03, 0.16), (2, 4)).astype(np.float32)
        image = image * cv2.resize(small, image.shape[::-1], interpolation=cv2.INTER_CUBIC)
    return np.clip(image, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
