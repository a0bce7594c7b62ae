"""Pictures that pretend to be a display: a number typed, framed, printed or shown on a screen, with no instrument around it.

They teach the scene model what is no dashboard. Drawn dashboards with dials are not among them: those stand on the other side, with the
real ones. The kinds that are only measured, with other fonts and layouts, are `drawn-text.ts`: they share no line of code with these.

    python3 verification/training/pretended.py    # a sheet of all kinds to look at → .cache/pretended.png
"""
import cv2
import numpy as np

import deeds_photos
import glyphs
import strips
from common import CACHE
from glyphs import CAP, SEGMENT

SIDE = 192  # as the thumbnails of photos
FACES = ('FreeSans', 'Liberation Sans', 'Liberation Mono', 'DejaVu Sans', 'DejaVu Sans Mono', 'Roboto', 'Lato', 'Open Sans', 'Hack',
         'Inconsolata', 'OCR B', 'Play', 'Cabin', 'Karla', 'Noto Sans', 'Quicksand', 'Nimbus Sans', 'Liberation Serif', 'Nimbus Roman')
GROUNDS = ['noise', 'plain', 'gradient', 'tiles', 'blobs', 'chart']
WORDS = ('ODO', 'TRIP', 'Total', 'km', 'KM', 'mi', 'Mileage', 'Kilometer', 'DASHBOARD', 'My car', 'Odometer', '12:45', '23 °C', 'A')


def pretended(kind, rng):
    """uint8 [192, 192, 3], squeezed from a picture of a photo's proportions."""
    height = 288
    width = int(height * rng.choice((4 / 3, 4 / 3, 3 / 4, 16 / 9, 1.0, 9 / 16, 1.5)))
    picture = np.clip(KINDS[kind](height, width, rng), 0, 255).astype(np.float32)
    if rng.random() < 0.35:
        picture = tilted(picture, rng, 0.06)
    if rng.random() < 0.4:
        picture = lighted(picture, rng)
    if rng.random() < 0.4:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 1.5))
    if rng.random() < 0.4:
        picture = picture + rng.normal(0, rng.uniform(1, 22), picture.shape[:2] + (int(rng.choice((1, 3))),))
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        picture = cv2.imdecode(cv2.imencode('.jpg', picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 95))])[1], 1)
    return cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def inked(rng):
    """Colours of (ground, ink) that can be told apart; dark grounds more often, as displays have them."""
    while True:
        dark = rng.random() < 0.6
        ground = rng.uniform(0, 90, 3) if dark else rng.uniform(110, 255, 3)
        ink = rng.uniform(120, 255, 3) if dark else rng.uniform(0, 110, 3)
        if rng.random() < 0.5:
            ground[:] = ground[0]
        if rng.random() < 0.6:
            ink[:] = ink[0]
        if abs(ground.mean() - ink.mean()) > 60:
            return ground, ink


def ground(height, width, rng, colour=None, kind=None):
    kind = kind or rng.choice(('plain', 'gradient', 'radial', 'scene'), p=(0.4, 0.25, 0.15, 0.2))
    colour = inked(rng)[0] if colour is None else colour
    flat = np.full((height, width, 3), colour, np.float32)
    if kind == 'scene':
        return cv2.resize(deeds_photos.scene(rng.choice(GROUNDS), rng), (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    if kind == 'gradient':
        angle = rng.uniform(0, 6.3)
        flat += (((x / width - 0.5) * np.cos(angle) + (y / height - 0.5) * np.sin(angle)) * rng.uniform(20, 120))[..., None]
    if kind == 'radial':
        far = np.hypot(x / width - rng.random(), y / height - rng.random())
        flat += ((0.5 - far) * rng.uniform(20, 110))[..., None]
    return flat


def digits(rng):
    """A set of glyphs: a typed face, seven segments of a font or drawn, or dots."""
    style = rng.choice(4, p=(0.5, 0.2, 0.2, 0.1))
    return [lambda: glyphs.font_glyphs(glyphs.pick_font(rng, FACES)), lambda: glyphs.font_glyphs(glyphs.pick_font(rng, SEGMENT)),
            lambda: glyphs.seven_segments(rng), lambda: glyphs.dot_matrix(rng)][style]()


def line(rng, chars, text, height):
    drawn = strips.Line(rng, chars, rng.random() < 0.5)
    text = ''.join(c for c in text if c in chars or c == ' ')
    mask = np.zeros((CAP + 8, drawn.measure(text)[0] + 8), np.uint8)
    drawn.draw(mask, text, 2, 2)
    scale = height / CAP
    return cv2.resize(mask, (max(3, int(mask.shape[1] * scale)), max(3, int(mask.shape[0] * scale))), interpolation=cv2.INTER_AREA)


def lay(picture, mask, x, y, ink):
    """Paints a mask with its centre at (x, y)."""
    layer = np.zeros(picture.shape[:2], np.uint8)
    strips.paste(layer, mask, int(x - mask.shape[1] / 2), int(y - mask.shape[0] / 2))
    alpha = layer[..., None].astype(np.float32) / 255
    picture += (ink - picture) * alpha


def number(rng):
    text = strips.number(rng, int(rng.choice((4, 5, 6, 7), p=(0.1, 0.35, 0.45, 0.1))))
    return text + (f'.{rng.integers(10)}' if rng.random() < 0.1 else '')


def write(picture, rng, ink, x, y, room, beside=0.5):
    """A number about (x, y), as wide as a part of `room`, and now and then words beside it."""
    chars = digits(rng)
    mask = line(rng, chars, number(rng), CAP)
    scale = min(room * rng.uniform(0.35, 1) / mask.shape[1], picture.shape[0] * 0.6 / CAP)
    mask = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lay(picture, mask, x, y, ink)
    letters = glyphs.font_glyphs(glyphs.pick_font(rng, FACES))
    while rng.random() < beside:
        word = line(rng, letters, str(rng.choice(WORDS)), mask.shape[0] * rng.uniform(0.25, 0.9))
        side = rng.choice((-1, 1))
        if rng.random() < 0.5:
            lay(picture, word, x + side * (mask.shape[1] + word.shape[1]) * 0.54, y, ink)
        else:
            lay(picture, word, x + rng.uniform(-0.5, 0.5) * mask.shape[1], y + side * mask.shape[0] * rng.uniform(0.9, 1.8), ink)


def text(height, width, rng):
    colour, ink = inked(rng)
    picture = ground(height, width, rng, colour, rng.choice(('plain', 'gradient', 'radial')))
    write(picture, rng, ink, width * rng.uniform(0.4, 0.6), height * rng.uniform(0.35, 0.65), width * 0.9)
    return picture


def several(height, width, rng):
    """Lines of numbers and words, as a display's lines."""
    colour, ink = inked(rng)
    picture = ground(height, width, rng, colour)
    rows = int(rng.integers(2, 6))
    for row in range(rows):
        write(picture, rng, ink, width * rng.uniform(0.4, 0.6), height * (row + 0.5) / rows, width * rng.uniform(0.3, 0.9), 0.3)
    return picture


def over(height, width, rng):
    """On a ground of any kind: grain, tiles, clouds, lines."""
    picture = ground(height, width, rng, kind='scene')
    write(picture, rng, inked(rng)[1], width * rng.uniform(0.3, 0.7), height * rng.uniform(0.3, 0.7), width * 0.8)
    return picture


def framed(height, width, rng):
    """A number in a box, or in a box within a box."""
    picture = ground(height, width, rng)
    x, y = width * rng.uniform(0.35, 0.65), height * rng.uniform(0.35, 0.65)
    wide, high = width * rng.uniform(0.35, 0.95), height * rng.uniform(0.15, 0.6)
    for _ in range(int(rng.integers(1, 3))):
        corner = int(min(wide, high) * rng.uniform(0, 0.4)) if rng.random() < 0.6 else 0
        colour, ink = inked(rng)
        mask = np.zeros((height, width), np.uint8)
        rounded(mask, x, y, wide, high, corner, -1)
        picture += (colour - picture) * (mask[..., None] / 255.0)
        if rng.random() < 0.6:
            edge = np.zeros((height, width), np.uint8)
            rounded(edge, x, y, wide, high, corner, int(rng.integers(1, 7)))
            picture += (rng.uniform(0, 255, 3) - picture) * (edge[..., None] / 255.0)
        wide, high = wide * rng.uniform(0.7, 0.9), high * rng.uniform(0.6, 0.9)
    write(picture, rng, ink, x, y, wide * 0.95, 0.4)
    return picture


def rounded(mask, x, y, wide, high, corner, thickness):
    """A box with round corners, filled where thickness is −1."""
    left, top, right, bottom = int(x - wide / 2), int(y - high / 2), int(x + wide / 2), int(y + high / 2)
    if corner < 2:
        cv2.rectangle(mask, (left, top), (right, bottom), 255, thickness, cv2.LINE_AA)
        return
    arcs = [cv2.ellipse2Poly((cx, cy), (corner, corner), 0, start, start + 90, 10) for cx, cy, start in (
        (left + corner, top + corner, 180), (right - corner, top + corner, 270),
        (right - corner, bottom - corner, 0), (left + corner, bottom - corner, 90))]
    points = np.concatenate(arcs)
    if thickness < 0:
        cv2.fillPoly(mask, [points], 255, cv2.LINE_AA)
    else:
        cv2.polylines(mask, [points], True, 255, thickness, cv2.LINE_AA)


def panel(height, width, rng):
    """An odometer's window alone: drums, or a display with its neighbours, cut out and set on a ground."""
    canvas, quad, _, _ = (strips.drums if rng.random() < 0.5 else strips.display)(rng)
    (x0, y0), (x1, y1) = quad[0], quad[2]
    around = rng.uniform(0.05, 1.5) * (y1 - y0)
    part = canvas[max(0, int(y0 - around)):int(y1 + around), max(0, int(x0 - around)):int(x1 + around)].astype(np.float32)
    scale = min(width * rng.uniform(0.3, 1.0) / part.shape[1], height * 0.9 / part.shape[0])
    part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    picture = ground(height, width, rng)
    if rng.random() < 0.15:
        picture[:] = part.mean()
    tint = rng.uniform(0.6, 1, 3) if rng.random() < 0.5 else np.ones(3)
    y, x = int((height - part.shape[0]) * rng.uniform(0.2, 0.8)), int((width - part.shape[1]) * rng.uniform(0.2, 0.8))
    picture[y:y + part.shape[0], x:x + part.shape[1]] = part[..., None] * tint
    return picture


def screen(height, width, rng):
    """A screenshot: bars, a list, buttons, and a large number."""
    dark = rng.random() < 0.4
    paper, ink = (rng.uniform(0, 45, 3), np.full(3, 235.0)) if dark else (rng.uniform(225, 255, 3), np.full(3, 30.0))
    picture = np.full((height, width, 3), paper, np.float32)
    picture[:int(height * rng.uniform(0.03, 0.14))] = rng.uniform(0, 255, 3)
    if rng.random() < 0.6:
        picture[int(height * rng.uniform(0.86, 0.96)):] = rng.uniform(0, 255, 3)
    letters = glyphs.font_glyphs(glyphs.pick_font(rng, FACES))
    y = height * rng.uniform(0.15, 0.25)
    while y < height * 0.85:
        roll, step = rng.random(), height * rng.uniform(0.05, 0.16)
        if roll < 0.25:
            shade = paper + (ink - paper) * rng.uniform(0.04, 0.3)
            cv2.rectangle(picture, (int(width * 0.06), int(y)), (int(width * 0.94), int(y + step * 0.85)), shade.tolist(), -1)
        if roll < 0.7:
            word = line(rng, letters, ' '.join(rng.choice(WORDS, int(rng.integers(1, 4)))), step * rng.uniform(0.2, 0.5))
            lay(picture, word, width * 0.08 + word.shape[1] / 2, y + step / 2, ink)
        y += step
    write(picture, rng, ink, width * 0.5, height * rng.uniform(0.25, 0.7), width * rng.uniform(0.5, 0.95), 0.3)
    return picture


def page(height, width, rng):
    """Printed on paper, or shown by a small screen, and photographed: a quadrilateral on a table, shadows, blur."""
    made = [text, several, framed, panel, screen][rng.integers(5)](height, width, rng)
    if rng.random() < 0.5:  # a margin of white paper
        margin = int(height * rng.uniform(0.03, 0.15))
        made = cv2.copyMakeBorder(np.clip(made, 0, 255), *[margin] * 4, cv2.BORDER_CONSTANT, value=(235, 235, 230))
    made = np.clip(made, 0, 255) * rng.uniform(0.6, 0.95) + rng.uniform(5, 35)  # ink and paper are never black and white
    table = ground(height, width, rng, kind=rng.choice(('scene', 'plain', 'gradient')))
    return np.clip(lighted(tilted(made, rng, 0.14, table), rng), 0, 255)


def tilted(picture, rng, most, behind=None):
    """Seen from the side; on `behind`, smaller, if that is given."""
    height, width = (picture if behind is None else behind).shape[:2]
    own = picture.shape
    inset = rng.uniform(0.02, 0.2) if behind is not None else -0.5 * most
    target = np.array([[inset, inset], [1 - inset, inset], [1 - inset, 1 - inset], [inset, 1 - inset]]) + rng.uniform(-most, most, (4, 2)) * 0.7
    source = np.float32([[0, 0], [own[1], 0], [own[1], own[0]], [0, own[0]]])
    matrix = cv2.getPerspectiveTransform(source, np.float32(target * [width, height]))
    if behind is None:
        return cv2.warpPerspective(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(np.ones(own[:2], np.float32), matrix, (width, height))[..., None]
    return cv2.warpPerspective(picture, matrix, (width, height)) * mask + behind * (1 - mask)


def lighted(picture, rng):
    """Uneven light, a shadow or a reflection."""
    height, width = picture.shape[:2]
    light = cv2.resize(rng.normal(1, rng.uniform(0.05, 0.3), (3, 3)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    out = picture * np.clip(light, 0.3, 1.7)[..., None]
    if rng.random() < 0.3:
        spot = np.zeros((height, width), np.float32)
        cv2.circle(spot, (int(rng.integers(width)), int(rng.integers(height))), int(rng.uniform(10, 80)), float(rng.uniform(20, 120)), -1)
        out = out + cv2.GaussianBlur(spot, (0, 0), 20)[..., None]
    return out


KINDS = dict(text=text, several=several, over=over, framed=framed, panel=panel, screen=screen, page=page)

if __name__ == '__main__':
    drawer = np.random.default_rng(0)
    sheet = [np.hstack([pretended(kind, drawer) for _ in range(9)]) for kind in KINDS]
    cv2.imwrite(str(CACHE / 'pretended.png'), cv2.cvtColor(np.vstack(sheet), cv2.COLOR_RGB2BGR))
