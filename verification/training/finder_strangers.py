"""How sure the finder is of photos without any dashboard: python3 finder_strangers.py NAME COUNT (photos of single waste items)."""
import sys

import cv2
import numpy as np

from common import DATA
from finder import locate
from finder_measure import network
from finder_pictures import grey


def main():
    cv2.setNumThreads(1)
    net = network(sys.argv[1])
    files = sorted((DATA / "waste").rglob("*.jpg"))
    chosen = np.random.default_rng(1).permutation(len(files))[: int(sys.argv[2])]
    best = []
    for i in chosen:
        found = locate(net, grey(cv2.imread(str(files[i]))))
        best.append(max((b["score"] for b in found), default=0.0))
    print(f"{len(best)} photos, best score: median {np.median(best):.2f}, 90 % below {np.quantile(best, 0.9):.2f}, greatest {max(best):.2f};",
          f"no box at all {np.mean(np.array(best) == 0) * 100:.0f} %")


if __name__ == "__main__":
    main()
