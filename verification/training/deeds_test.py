#!/usr/bin/env python3
"""Measures the recycling classifier: temperature and thresholds from the calibration part, figures on the test part.

A deed is "recycling of an item of the declared material". With p = probability of the declared material: p ≥ approve → approved;
p ≤ reject → rejected; between → a person. `approve` is the least value ≥ 0.70 at which 98 % of the calibration
approvals of all materials would be right if one more of them were wrong than is seen, and a fifth of the way on to certainty. A material with less than 95 % right there begins
where all its approvals are right, and is left to people if those are fewer than ten. `reject` is what 1 % of honest calibration photos stay below.

    python3 verification/training/deeds_test.py           # the calibration part
    python3 verification/training/deeds_test.py test      # and the test part: once, when nothing is chosen any more
"""
import json
import os
import sys

os.environ.setdefault('OMP_NUM_THREADS', '1')
import numpy as np
import torch
from scipy.optimize import minimize_scalar
from scipy.stats import rankdata

import deeds
from common import CACHE
from deeds_network import committee
from deeds_photos import TRAINED, UNSEEN, scene
from deeds_split import MATERIALS
from embedding_photos import thumbnails

LEAST = 0.70
MARGIN = 0.2  # of the way from the least value to certainty: it was chosen on these photos, and others are a little harder
PRECISION = 0.98  # of the approvals together, were one more of them wrong than was seen
ALONE = 0.95  # of one material's
FEWEST = 10  # calibration approvals of a material below which a threshold proves nothing
HONEST_REJECTED = 0.01


def main():
    torch.set_num_threads(1)
    networks = deeds.members()
    heat = temperature(networks)
    calibration = items(networks, 'calibration', heat)
    approve = approve_from(*calibration)
    reject = float(np.quantile(declared(*calibration), HONEST_REJECTED))
    print(f'temperature {heat:.3f}\napprove {approve}\nreject {reject:.4f}')
    report_items('calibration', *calibration, approve, reject)
    if 'test' in sys.argv:
        test = items(networks, 'test', heat)
        report_items('test', *test, approve, reject)
        report_other(networks, heat, calibration[0], test[0])
    (CACHE / 'deeds-test.json').write_text(json.dumps(dict(temperature=heat, approve=approve, reject=reject)))


def items(networks, part, heat=1.0):
    """(probabilities [N, 8], class [N]) of the part's waste photos."""
    pixels, table = thumbnails()
    rows = [i for i, entry in enumerate(table) if entry['part'] == part and entry['set'] == 'waste']
    return softmax(committee(networks, pixels[rows]) / heat), np.array([deeds.label(table[i]) for i in rows])


def temperature(networks):
    p, classes = items(networks, 'calibration')

    def loss(log_heat):
        return -np.log(softmax(np.log(p) / np.exp(log_heat))[np.arange(len(p)), classes] + 1e-12).mean()
    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method='bounded').x))


def approve_from(p, classes):
    """{material: threshold}; None: too few approvals to tell, a person decides."""
    right = np.eye(6, dtype=bool)[classes]
    together = holding(p[:, :5].ravel(), right[:, :5].ravel())  # trash is no material to recycle
    found = [alone(p[:, i], right[:, i], together) for i in range(5)]
    return {m: None if t is None else round(float(t), 2) for m, t in zip(MATERIALS, [*found, None])}


def holding(at, right):
    """The least threshold that holds the precision with one more mistake than there was."""
    for threshold in np.arange(LEAST, 0.995, 0.01):
        approved = at >= threshold
        if (~right[approved]).sum() + 1 <= (1 - PRECISION) * approved.sum():
            return threshold + MARGIN * (0.99 - threshold)
    return 2.0


def alone(at, right, together):
    approved = at >= together
    if approved.sum() >= FEWEST and right[approved].mean() >= ALONE:
        return together
    wrong = at[~right].max()
    least = max(together, np.ceil(100 * wrong + 1e-6) / 100)
    return least if (at >= least).sum() >= FEWEST and least < 1 else None


def declared(p, classes):
    return p[np.arange(len(classes)), classes]


def report_items(name, p, classes, approve, reject):
    best = p[:, :6].argmax(1)
    print(f'== {name}: {len(classes)} items, right {wilson((best == classes).sum(), len(classes))}, ECE {calibration_error(p, classes):.3f}, '
          f'of a faultless one by chance {chance_error(p):.3f}')
    print('  true → answered', MATERIALS)
    for i, material in enumerate(MATERIALS):
        print(f'  {material:10s}', [int(((classes == i) & (best == j)).sum()) for j in range(6)])
    total_right = total = 0
    for i, material in enumerate(MATERIALS):
        if approve[material] is not None:
            approved = p[:, i] >= approve[material]
            right = int((approved & (classes == i)).sum())
            total_right, total = total_right + right, total + int(approved.sum())
            print(f'  approve {material} from {approve[material]}: right {wilson(right, int(approved.sum()))}, '
                  f'of honest {right}/{(classes == i).sum()}')
    print(f'  all approvals right {wilson(total_right, total)}, of honest {wilson(total_right, len(classes))}')
    flat = p[:, :6].max(1) >= LEAST
    print(f'  for comparison 0.70 for all: right {wilson(int((flat & (best == classes)).sum()), int(flat.sum()))}, covers {flat.mean():.3f}')
    print(f'  honest rejected {wilson(int((declared(p, classes) <= reject).sum()), len(classes))}')
    lies = np.array([(p[k, j], j) for k in range(len(p)) for j in range(6) if j != classes[k]])
    limits = np.array([approve[m] if approve[m] is not None else 2 for m in MATERIALS])
    print(f'  false declarations (every item under each other material): rejected {(lies[:, 0] <= reject).mean():.3f}, '
          f'approved {(lies[:, 0] >= limits[lies[:, 1].astype(int)]).mean():.4f}')
    top = p.max(1)
    hit = p.argmax(1) == classes
    for low, high in ((0, .4), (.4, .5), (.5, .6), (.6, .7), (.7, .8), (.8, .9), (.9, .95), (.95, 1.01)):
        inside = (top >= low) & (top < high)
        if inside.any():
            print(f'  confidence {low:.2f}–{min(high, 1):.2f}: {inside.sum()} photos, said {top[inside].mean():.3f}, right {hit[inside].mean():.3f}')


def report_other(networks, heat, calibration_items, test_items):
    pixels, table = thumbnails()
    rng = np.random.default_rng(99)
    ask = lambda photos: softmax(committee(networks, np.stack(photos)) / heat)
    other = lambda p: p[:, 6:].sum(1)
    boards = ask([pixels[i] for i, e in enumerate(table) if e['part'] == 'test' and e['set'] == 'odometer'])
    drawn = {kind: ask([scene(kind, rng) for _ in range(40)]) for kind in TRAINED + UNSEEN}
    other_from = float(np.quantile(other(calibration_items), 0.99))
    print(f'== other: from {other_from:.4f} (1 % of honest calibration items); test items above: {(other(test_items) >= other_from).mean():.4f}')
    for name, p in (('dashboards', boards), *drawn.items()):
        print(f'  {name:10s} AUC {auc(other(p), other(test_items)):.4f} caught {(other(p) >= other_from).mean():.3f} of {len(p)}; '
              f'approvable as a material (p ≥ 0.9) {(p[:, :6].max(1) >= 0.9).mean():.3f}')


def auc(positive, negative):
    ranks = rankdata(np.concatenate([positive, negative]))[:len(positive)]
    return (ranks.sum() - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def calibration_error(p, classes, bins=10):
    top, hit = p.max(1), p.argmax(1) == classes
    at = np.minimum((top * bins).astype(int), bins - 1)
    return sum(abs(top[at == b].mean() - hit[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())


def chance_error(p, draws=1000):
    """What `calibration_error` shows on so few photos if every probability is exactly right: the mean of drawn outcomes."""
    rng, best = np.random.default_rng(0), p.argmax(1)
    truths = [np.where(rng.random(len(p)) < p.max(1), best, -1) for _ in range(draws)]
    return np.mean([calibration_error(p, truth) for truth in truths])


def wilson(right, total, z=1.96):
    """'right/total = share (95 % interval)'."""
    if not total:
        return '0/0'
    share = right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f'{right}/{total} = {share:.3f} ({middle - half:.3f}–{middle + half:.3f})'


def softmax(scores):
    exponent = np.exp(scores - scores.max(1, keepdims=True))
    return exponent / exponent.sum(1, keepdims=True)


if __name__ == '__main__':
    main()
