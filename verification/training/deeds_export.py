"""Exports the recycling committee and the scene model: normalisations folded into the convolutions, weights kept as 16-bit floats.

The weights become 32-bit floats when a session opens the file; half the size costs nothing else (the answers differ by less than 0.002).
"""
import torch
from torch import nn
from torch.nn import functional as F

from common import MODELS
import deeds_network
import deeds_photos


class Folded(nn.Module):
    """A `Recycling` network in inference, its weights in 16 bits."""

    def __init__(self, network):
        super().__init__()
        self.strides = []
        for i, (convolution, norm, _) in enumerate(network.layers):
            scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            self.register_buffer(f'weight{i}', (convolution.weight * scale[:, None, None, None]).detach().half())
            self.register_buffer(f'bias{i}', (norm.bias - norm.running_mean * scale).detach().half())
            self.strides.append(convolution.stride)
        self.register_buffer('head', network.head.weight.detach().half())
        self.register_buffer('shift', network.head.bias.detach().half())

    def forward(self, photo):
        level = photo.mean((1, 2, 3), keepdim=True)
        spread = (photo - level).pow(2).mean((1, 2, 3), keepdim=True).sqrt()
        maps = (photo - level) / (spread + 0.04)
        for i, stride in enumerate(self.strides):
            maps = F.relu(F.conv2d(maps, getattr(self, f'weight{i}').float(), getattr(self, f'bias{i}').float(), stride, 1))
        return F.linear(torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1), self.head.float(), self.shift.float())


class Committee(nn.Module):
    """Every network asked about both mirror images, mean logits, temperature; dashboard and else are `other`."""

    def __init__(self, networks, temperature):
        super().__init__()
        self.networks = nn.ModuleList(Folded(network) for network in networks)
        self.register_buffer('temperature', torch.tensor(float(temperature)))
        self.register_buffer('right_to_left', torch.arange(deeds_network.INPUT - 1, -1, -1))

    def forward(self, photo):
        mirrored = photo.index_select(3, self.right_to_left)
        logits = sum(network(view) for network in self.networks for view in (photo, mirrored)) / (2 * len(self.networks))
        p = torch.softmax(logits / self.temperature, 1)
        return torch.cat([p[:, :6], p[:, 6:].sum(1, keepdim=True)], 1)


class Scene(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = Folded(network)

    def forward(self, photo):
        return torch.softmax(self.network(photo), 1)


def export():
    import deeds
    from deeds_test import temperature  # fitted on the calibration part
    networks = deeds.members()
    write(Committee(networks, temperature(networks)), 'recycling-item-2', 'probabilities', deeds_network.INPUT)


def export_scene():
    import scene
    write(Scene(scene.load()), 'photo-scene-2', 'scene', deeds_photos.INPUT)


def write(network, name, output, side):
    torch.onnx.export(network.eval(), torch.rand(2, 3, side, side), str(MODELS / f'{name}.onnx'), opset_version=13,
                      do_constant_folding=False,  # folding would write the weights as 32-bit floats
                      input_names=['photo'], output_names=[output], dynamic_axes={'photo': {0: 'n'}, output: {0: 'n'}})
