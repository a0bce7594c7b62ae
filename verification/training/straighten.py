"""Turns the set's axis-aligned boxes into rotated boxes of the reading itself; writes .cache/straight.json.

labels.csv boxes the drums of mechanical odometers, but the whole display of digital ones, upright even where the
photo lies on its side. A public text detector (used for these labels only, shipped nowhere) proposes lines inside
each box; which line is the reading follows from the instrument's layout, which a person told from the pictures by
ranges of readings (one range = one vehicle). Boxes are {cx, cy, w, h, angleDeg} in pixels of the photo; angleDeg is
the direction in which the digits are read, 0 = to the right, 90 = downwards. `kind` is "odometer", or "trip" where
the set's reading is a trip meter without its point; `sure` is false where no line fitted and the box is a guess.
"""
import json
import math

import cv2
import numpy as np

from common import CACHE, DATA, PHOTOS, labels

DETECTOR = DATA / "models" / "ppocr_v3_en_det.onnx"
DRUM_LABEL_ASPECT, DRUM_ASPECT = 4.0, 4.6  # six drums of the scooters: as labelled (with slack) and measured
# Height of the line's middle within the labelled display, by layout
LINE_AT = {"three": 0.5, "under-trip": 0.75, "single": 0.4, "over-unit": 0.3, "total": 0.25, "over-clock": 0.28,
           "trip": 0.3, "round": 0.75, "bottom": 0.85, "cut": 0.8, "cut-two": 0.7}
# Photos whose layout the ranges and colours below miss
EXCEPTIONS = {
    "three": "0042 0048 0079 0119 0229 0231 0281 0459 0565 0573 0617 0654 0931 1362 2191 0144 0236 0369 0021 0022 "
    "0683 0111 0152 0223 0317 0848 0446 0951 0481 1089 0652 1203 0800 0803 0825 1406 0883 0843 0929 1073 "
    "1312 1145 1198 1505 1223 1630 1322 1459 1365 1395 1419 1299 1504 0618 1575 1547 1624 1653 1702 1744 "
    "1757 1785 1865 1318 1516 1788 1901 1940 1951 1983 2023 2049 2067 2093 2122 2145 2181 2243 2297 2334 "
    "2344 2387 2383 1020 1600 2267 ",
    "under-trip": "0272 0278 0467 0663 1012 1826 0288 0323 0018 0078 0665 0975 0104 0132 0268",
    "single": "0762 1248 1681 1738",
    "total": "1527 1552 1657 1063 2002 2052 2108 2129 2156 2249 0591 0698 0723 0746 0796 0889 0988 1083 1151 1164 "
    "1224 ",
    "over-unit": "0135 0401 0701 0995 1435 1538 1675 1725 0653 1824 1970 2047 2324",
    "cut": "1649 1769 1562 1892 1922 1944 2273 1667 1618",
    "cut-two": "1409",
    "round": "0020 0065 0116 0151 0350 0383 0437 0475 0539 0176 0554",
    "bottom": "0431 0462 0474 2326",
    "drums": "0008 0249 0821 0644 2215 0690 0561 0703 0589",
}


def files(numbers):
    return {number + ".jpg" for number in numbers.split()}


EXCEPTION_OF = {f: layout for layout, numbers in EXCEPTIONS.items() for f in files(numbers)}
UNDECIDABLE = files("1076 0176 0554 1998 0762 0873 1398 1235 0821 0098 2326 0863 0890 0716 2267 2304 0943 1300 1584 1947 1990 2143 2292 "
                    "0094 0096 0219 0227 0177 1032 0238 0187 0441 0653 0701 0379 1020 1600 1459")
DOWNWARD = files("2263 2358 1223 1395 1299 1459 2324")  # sideways and read downwards; the set's others upwards


def main():
    lines = candidate_lines()
    out = {r["file"]: straighten(r, lines[r["file"]]) for r in labels()}
    (CACHE / "straight.json").write_text(json.dumps(out))
    kinds = [(b["kind"], b["sure"]) for b in out.values()]
    print({k: kinds.count(k) for k in sorted(set(kinds))})


def straighten(row, lines):
    """One photo's rotated box."""
    layout = layout_of(row, lines)
    box = drums(row, lines) if layout == "drums" else line_in_display(row, lines, layout)
    sure = box is not None and row["file"] not in UNDECIDABLE
    if box is None:
        x0, y0, x1, y1 = row["box"]
        box = ((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0, 0.0)
    keys = ("cx", "cy", "w", "h", "angleDeg")
    return {**{k: round(float(v), 2) for k, v in zip(keys, box)}, "sure": sure, "layout": layout,
            "kind": "trip" if layout == "trip" else "odometer"}


def layout_of(row, lines):
    if row["file"] in EXCEPTION_OF:
        return EXCEPTION_OF[row["file"]]
    x0, y0, x1, y1 = row["box"]
    aspect, k = (x1 - x0) / (y1 - y0), int(row["reading"]) // 1000
    fits = max((hull_iou(line, row["box"]) for line in lines), default=0)
    blue, green, red = colour(row)
    if k < 3:
        return "drums" if fits > 0.4 and red < 0.5 and int(row["reading"]) > 1500 else "trip"
    if fits > 0.4 and red < 0.55:
        return "drums"
    if k < 100:
        if 15 <= k < 20 and aspect > 1.6 and red > 0.48:
            return "over-unit"
        return "three" if 24 <= k <= 30 and 1.4 < aspect < 3 and red > 0.48 else "drums"
    if k <= 121:
        return "single" if blue > red * 1.05 else "under-trip" if green > 0.345 else "three"
    if k in (167, 168) and red < 0.45 or 168 <= k < 185:
        return "drums"
    if k in (167, 168):
        return "total"
    if k in (230, 231):
        return "over-unit"
    if k in (235, 236) and aspect < 1.75:
        return "total"
    return "over-clock" if k >= 315 else "three"


def drums(row, lines):
    """The labelled box fits the drums: its hull gives the size, the detector's lines the tilt and its sign."""
    x0, y0, x1, y1 = row["box"]
    W, H, a = x1 - x0, y1 - y0, DRUM_LABEL_ASPECT
    ratio = W / H
    tilt = 0.0 if ratio >= a else math.atan2(a - ratio, a * ratio - 1)  # of a box of aspect a with this hull
    inside = [l for l in lines if x0 < l[0] < x1 and y0 < l[1] < y1 and l[2] > 2.2 * l[3]]
    best = max(inside, key=lambda l: l[2] * l[3], default=None)
    if best:
        angle = best[4]
        if abs(angle) > 55:
            angle = sideways_angle(row, angle)
        if abs(abs(angle) - math.degrees(tilt)) > 25:
            best = None
    if not best:
        if tilt > math.radians(12) and tilt < math.radians(70):
            return None  # the sign of the tilt is unknown
        angle = sideways_angle(row, 90.0) if tilt >= math.radians(70) else 0.0
    c, s = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    w = math.hypot(W, H) / math.hypot(c + s / a, s + c / a)
    return (x0 + x1) / 2, (y0 + y1) / 2, w, w / DRUM_ASPECT, angle


def line_in_display(row, lines, layout):
    """The detected line nearest to where the layout has the reading and to the aspect of its digits."""
    x0, y0, x1, y1 = row["box"]
    n = len(row["reading"])
    best = None
    for cx, cy, w, h, angle, _ in lines:
        sideways = abs(angle) > 55
        if sideways:
            x, y = (y1 - cy) / (y1 - y0), (cx - x0) / (x1 - x0)
            if row["file"] in DOWNWARD:
                x, y = 1 - x, 1 - y
            angle = sideways_angle(row, angle)
        else:
            x, y = (cx - x0) / (x1 - x0), (cy - y0) / (y1 - y0)
        if not (-0.05 < x < 1.05 and -0.05 < y < 1.05) or w / h < 1.6:
            continue
        cost = 4 * abs(y - LINE_AT[layout]) + 0.7 * abs(math.log(w / h / (0.75 * n)))
        if layout == "trip":  # the number stands right of the word TRIP, in some displays low between two gauges
            cost = min(cost, 1 + cost - 4 * abs(y - LINE_AT[layout]) + 4 * abs(y - 0.6)) + 2 * max(0, 0.45 - x)
            cost += 2 * max(0, 2 - w / h)
        if not best or cost < best[0]:
            best = cost, (cx, cy, w, h, angle)
    if not best or best[0] > (1.6 if layout == "trip" else 2):
        return None
    if layout in ("total", "over-unit"):
        return without_line_below(best[1], n)
    return without_unit(best[1], n) if layout in ("three", "cut", "cut-two") else best[1]


def sideways_angle(row, angle):
    """A line found at about ±90° as the direction in which this photo's digits are read."""
    return angle % 180 if row["file"] in DOWNWARD else angle % 180 - 180


def without_line_below(box, n):
    """Cuts the words TOTAL, km below the digits where the detector took both for one line."""
    cx, cy, w, h, angle = box
    if w / h >= 0.48 * n:
        return box
    higher, t = (h - w / (0.6 * n)) / 2, math.radians(angle)
    return cx + higher * math.sin(t), cy - higher * math.cos(t), w, h - 2 * higher, angle


def without_unit(box, n):
    """Cuts the lamp sign before and the small km after the digits of the three-line display (its measured font)."""
    cx, cy, w, h, angle = box
    digits = (0.6 * n + 0.15) * h
    if w < digits + 0.6 * h:
        return box
    right = w / 2 - 0.95 * h
    left = max(right - digits, -w / 2)
    shift, t = (left + right) / 2, math.radians(angle)
    return cx + shift * math.cos(t), cy + shift * math.sin(t), right - left, h, angle


def colour(row):
    """Blue, green and red share of the display's brighter third."""
    image = cv2.imread(str(PHOTOS / row["file"]))
    x0, y0, x1, y1 = (max(0, int(v)) for v in row["box"])
    pixels = image[y0:y1, x0:x1].reshape(-1, 3).astype(float)
    total = pixels.sum(1)
    mean = pixels[total >= np.percentile(total, 70)].mean(0)
    return mean / max(mean.sum(), 1)


def hull_iou(line, box):
    """IoU of a rotated line's upright hull with an upright box."""
    points = cv2.boxPoints(((line[0], line[1]), (line[2], line[3]), line[4]))
    (ax, ay), (bx, by) = points.min(0), points.max(0)
    x0, y0, x1, y1 = box
    both = max(0, min(bx, x1) - max(ax, x0)) * max(0, min(by, y1) - max(ay, y0))
    return both / ((bx - ax) * (by - ay) + (x1 - x0) * (y1 - y0) - both)


def candidate_lines():
    """file -> [(cx, cy, w, h, angleDeg in (-90, 90], score)] around the labelled box; cached, minutes of work."""
    path = CACHE / "lines.json"
    if not path.exists():
        cv2.setNumThreads(1)
        nets = {}
        path.write_text(json.dumps({r["file"]: detect(r, nets) for r in labels()}))
    return json.loads(path.read_text())


def detect(row, nets):
    image = cv2.imread(str(PHOTOS / row["file"]))
    x0, y0, x1, y1 = row["box"]
    m = 0.12 * max(x1 - x0, y1 - y0) + 6
    left, top = max(0, int(x0 - m)), max(0, int(y0 - m))
    crop = image[top : int(y1 + m), left : int(x1 + m)].astype(np.float32)
    low, high = np.percentile(crop, [1, 99])
    crop = np.clip((crop - low) / max(high - low, 20) * 255, 0, 255).astype(np.uint8)
    scale = min(416 / max(crop.shape[:2]), 5)
    W, H = (256 if v * scale <= 256 else 416 for v in (crop.shape[1], crop.shape[0]))
    if (W, H) not in nets:  # OpenCV's reader must not change a net's input size
        nets[W, H] = cv2.dnn.readNetFromONNX(str(DETECTOR))
    scaled = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)[:H, :W]
    padded = np.zeros((H, W, 3), np.uint8)
    padded[: scaled.shape[0], : scaled.shape[1]] = scaled
    nets[W, H].setInput(cv2.dnn.blobFromImage(padded, 1 / 255 / 0.226, (W, H), (123, 116, 103)))
    text = nets[W, H].forward()[0, 0]
    found = []
    mask = (text > 0.3).astype(np.uint8)
    for contour in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
        (cx, cy), (w, h), angle = cv2.minAreaRect(contour)
        inside = cv2.drawContours(np.zeros_like(mask), [contour], -1, 1, -1)
        score = float(text[inside > 0].mean())
        if min(w, h) < 4 or score < 0.4:
            continue
        grow = w * h * 1.5 / (w + h)  # the detector's regions are shrunk; 1.5 is its own ratio
        w, h = w + grow, h + grow
        if w < h:
            w, h, angle = h, w, angle - 90
        angle = (angle + 89.999) % 180 - 89.999
        if w >= 1.3 * h:
            found.append([cx / scale + left, cy / scale + top, w / scale, h / scale, angle, score])
    return found


if __name__ == "__main__":
    main()
