"""Paths and the label table, shared by the training scripts."""
import csv
import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = HERE / ".cache"
MODELS = HERE.parent / "models"
DATA = (ROOT / os.environ.get("TRAINING_DATA", "../shared/data")).resolve()
PHOTOS = DATA / "odometer" / "images"


def labels():
    """Rows of labels.csv as dicts: file, reading (str), box (x0, y0, x1, y1 in pixels), display, sure."""
    with open(DATA / "odometer" / "labels.csv") as f:
        return [
            dict(
                file=row["file"],
                reading=row["reading"],
                box=tuple(float(row["odometer_" + side]) for side in ("xmin", "ymin", "xmax", "ymax")),
                display=row["display"],
                sure=row["second_label_agrees"] == "yes",
            )
            for row in csv.DictReader(f)
        ]
