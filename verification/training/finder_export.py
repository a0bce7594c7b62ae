"""Writes a finder checkpoint as ONNX: python3 finder_export.py NAME -> ../models/NAME.onnx.

Beside it in .cache, NAME-parity.bin: a random photo 384×288, then PyTorch's score and geometry for it (float32), so that
another runtime can be compared.
"""
import sys
import warnings

import torch

from common import CACHE, MODELS
from finder import Finder


def main():
    name = sys.argv[1]
    net = Finder()
    net.load_state_dict(torch.load(CACHE / f"{name}.pt"))
    net.eval()
    path = MODELS / f"{name}.onnx"
    photo = {0: "n", 2: "height", 3: "width"}
    maps = {0: "n", 2: "rows", 3: "columns"}
    warnings.simplefilter("ignore")
    torch.onnx.export(net, torch.rand(1, 1, 320, 256), str(path), opset_version=13, input_names=["photo"],
                      output_names=["score", "geometry"], dynamic_axes={"photo": photo, "score": maps, "geometry": maps})
    torch.manual_seed(1)
    sample = torch.rand(1, 1, 384, 288)
    with torch.no_grad():
        tensors = (sample, *net(sample))
    (CACHE / f"{name}-parity.bin").write_bytes(b"".join(t.numpy().tobytes() for t in tensors))
    print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
