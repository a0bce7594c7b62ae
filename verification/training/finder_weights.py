"""Makes a checkpoint of a shipped finder, to train it further: python3 finder_weights.py NAME -> .cache/NAME.pt.

The export folds every batch normalisation into its convolution. Here it is taken out again: with the mean m and the
variance v of a convolution's output on training crops, the normalisation with these statistics, scale √(v + ε) and
shift m + bias is the same function, and training can go on from it.
"""
import struct
import sys

import cv2
import numpy as np
import torch
import torch.nn as nn

import finder_pictures
from common import CACHE, MODELS
from finder import Finder
from finder_pictures import Crops

BATCHES, BATCH = 12, 16


def main():
    name = sys.argv[1]
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    net = Finder().eval()
    weights = initializers((MODELS / f"{name}.onnx").read_bytes())
    rng = np.random.default_rng(3)
    crops = Crops(rng, finder_pictures.photos("train"), finder_pictures.dashboards("dashboards-31"), finder_pictures.pasted_strips("pasted-21"))
    pictures = [torch.from_numpy(np.stack([crops.draw()[0] for _ in range(BATCH)])).float()[:, None] / 255 for _ in range(BATCHES)]
    fold_in(net, weights, pictures)
    torch.save(net.state_dict(), CACHE / f"{name}.pt")
    compare(net, name)


def fold_in(net, weights, pictures):
    """Sets every convolution and the statistics of the normalisation after it."""
    convolutions = [(k, m) for k, m in net.named_modules() if isinstance(m, nn.Conv2d)]
    folded = iter(sorted_by_use(weights, len(convolutions)))
    sums = {}
    for key, module in in_order(net, convolutions):
        weight, bias = next(folded)
        assert tuple(module.weight.shape) == weight.shape, (key, weight.shape)
        module.weight.data = torch.from_numpy(weight.copy())
        if module.bias is not None:
            module.bias.data = torch.from_numpy(bias.copy())
            continue
        norm = net.get_submodule(key[: key.rindex(".")] + ".1")
        norm.weight.data.fill_(1)
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)  # for now: adds the bias and nothing else
        norm.bias.data = torch.from_numpy(bias.copy())
        sums[norm] = []
        norm.register_forward_pre_hook(lambda n, x: sums[n].append((x[0].mean((0, 2, 3)), x[0].pow(2).mean((0, 2, 3)))))
    with torch.no_grad():
        for picture in pictures:
            net(picture)
    for norm, seen in sums.items():
        mean = torch.stack([m for m, _ in seen]).mean(0)
        variance = torch.stack([s for _, s in seen]).mean(0) - mean * mean
        norm._forward_pre_hooks.clear()
        norm.bias.data += mean
        norm.weight.data = torch.sqrt(variance + norm.eps)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)


def in_order(net, convolutions):
    """The convolutions in the order in which they run, which is the order of the export."""
    order, hooks = [], []
    for key, module in convolutions:
        hooks.append(module.register_forward_hook(lambda m, x, y, key=key: order.append((key, m))))
    with torch.no_grad():
        net(torch.zeros(1, convolutions[0][1].in_channels, 64, 64))
    for hook in hooks:
        hook.remove()
    return order


def sorted_by_use(weights, count):
    """(weight, bias) of each convolution, as the graph's nodes name them."""
    tensors, uses = weights
    pairs = [(tensors[a], tensors[b]) for a, b in uses]
    assert len(pairs) == count, (len(pairs), count)
    return pairs


def initializers(data):
    """Of an ONNX file: its tensors by name, and the names of weight and bias of every Conv node in order."""
    graph = next(v for f, v in fields(data) if f == 7)
    tensors, uses = {}, []
    for field, value in fields(graph):
        if field == 5:
            parts = list(fields(value))
            name = next(v for f, v in parts if f == 8).decode()
            shape = [n for f, v in parts if f == 1 for n in ([v] if isinstance(v, int) else varints(v))]
            raw = next((v for f, v in parts if f == 9), None)
            if raw is not None and next(v for f, v in parts if f == 2) == 1:
                tensors[name] = np.frombuffer(raw, np.float32).reshape(shape)
        elif field == 1:
            parts = list(fields(value))
            if next((v for f, v in parts if f == 4), b"") == b"Conv":
                names = [v.decode() for f, v in parts if f == 1]
                uses.append((names[1], names[2]))
    return tensors, uses


def fields(data):
    """(number, value) of a protobuf message; values are integers or bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        wire = key & 7
        if wire == 0:
            value, at = varint(data, at)
        elif wire == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            size = 4 if wire == 5 else 8
            value, at = struct.unpack("<I" if wire == 5 else "<Q", data[at:at + size])[0], at + size
        yield key >> 3, value


def varints(data):
    at = 0
    while at < len(data):
        value, at = varint(data, at)
        yield value


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        value, at, shift = value | (byte & 127) << shift, at + 1, shift + 7
        if byte < 128:
            return value, at


def compare(net, name):
    """Prints the same sums on the same random picture that another runtime can print for the shipped file."""
    torch.manual_seed(1)
    sample = torch.rand(1, 1, 384, 288)
    net.eval()
    with torch.no_grad():
        score, geometry = net(sample)
    (CACHE / f"{name}-unfolded.bin").write_bytes(b"".join(t.numpy().tobytes() for t in (sample, score, geometry)))
    print("score", float(score.sum()), "geometry", float(geometry.sum()))


if __name__ == "__main__":
    main()
