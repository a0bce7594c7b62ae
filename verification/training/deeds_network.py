"""A network of the recycling committee: [N, 3, side, side] in 0..1 → logits of eight classes.

The photo embedding's layers and two more. To go on from shipped weights, `shipped` makes a network of an exported file again.
"""
import numpy as np
import torch
from torch import nn

from common import ROOT
from deeds_split import MATERIALS
from embedding import block
from embedding_photos import squeeze
from finder_weights import fold_in, initializers

CLASSES = [*MATERIALS, 'dashboard', 'else']
INPUT = 128  # on the calibration part better than 144 and 160, and cheaper


class Recycling(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            block(3, 16, 2), block(16, 32, 2), block(32, 32), block(32, 64, 2), block(64, 64),
            block(64, 128, 2), block(128, 128), block(128, 192, 2), block(192, 192))
        self.drop = nn.Dropout(0.3)
        self.head = nn.Linear(192 * 2, len(CLASSES))

    def start_from(self, weights):
        """The embedding's layers. It may see grey: then its first layer is spread over the three colours."""
        own = self.state_dict()
        first = 'layers.0.0.weight'
        if weights[first].shape[1] == 1:
            weights = {**weights, first: weights[first].expand(-1, 3, -1, -1) / 3}
        own.update({name: value for name, value in weights.items() if name in own and own[name].shape == value.shape})
        self.load_state_dict(own)

    def forward(self, photo):
        level = photo.mean((1, 2, 3), keepdim=True)
        spread = (photo - level).pow(2).mean((1, 2, 3), keepdim=True).sqrt()
        maps = self.layers((photo - level) / (spread + 0.04))
        return self.head(self.drop(torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1)))


# The first version's weights, whose second output is the scene model in force.
FIRST = ROOT / 'verification/models/recycling-item-1.onnx'


def shipped(path, photos):
    """The network of the first version's file; its normalisations are taken out of the convolutions again, with their statistics on `photos`."""
    network = Recycling().eval()
    tensors, uses = initializers(path.read_bytes())
    once = [use for use in uses if use[0] in tensors]  # the mirror image's runs name copies
    fold_in(network, (tensors, once), [to_tensor(photos[i:i + 32]) for i in range(0, len(photos), 32)])
    network.head.weight.data = torch.from_numpy(tensors['network.head.weight'].copy())
    network.head.bias.data = torch.from_numpy(tensors['network.head.bias'].copy())
    return network


def to_tensor(photos):
    batch = torch.from_numpy(np.stack(photos)).permute(0, 3, 1, 2).float().div_(255)
    return batch.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def logits(network, photos):
    """Of uint8 photos of any square size; the mean over both mirror images, as exported."""
    out = []
    for i in range(0, len(photos), 64):
        batch = to_tensor([squeeze(p, INPUT) if len(p) != INPUT else p for p in photos[i:i + 64]])
        out.append((network(batch) + network(batch.flip(3))) / 2)
    return torch.cat(out).numpy()


def committee(networks, photos):
    """The mean of all networks' logits, as exported."""
    return np.mean([logits(network, photos) for network in networks], axis=0)
