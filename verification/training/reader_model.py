"""The odometer reader's network, and how its output becomes a string with confidences.

Input (N, 1, 32, 192) grey 0..1. Output: logProbs (N, 48, 12) — class 0 is CTC's blank, 1–10 the digits 0–9, 11 a
point — and kind (N, 3) log-softmax over odometer, trip, none.
"""
import numpy as np
import torch
from torch import nn

ALPHABET = "0123456789."
STEPS = 48
KINDS = ("odometer", "trip", "none")


def layer(inputs, outputs, kernel, stride=1, padding=None):
    padding = tuple(k // 2 for k in kernel) if padding is None else padding
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outputs),
                         nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.layers(x)


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = nn.Sequential(
            layer(1, 16, (5, 5), (2, 2)),  # 16 × 96
            layer(16, 32, (3, 3)),
            layer(32, 48, (3, 3), (2, 2)),  # 8 × 48
            Residual(layer(48, 48, (3, 3))),
            layer(48, 96, (3, 3), (2, 1)),  # 4 × 48
            Residual(layer(96, 96, (3, 3))),
            layer(96, 128, (4, 3), 1, (0, 1)),  # 1 × 48
        )
        self.along = nn.Sequential(
            Residual(layer(128, 128, (1, 5))), Residual(layer(128, 128, (1, 5))), nn.Dropout2d(0.2))
        self.read = nn.Conv2d(128, 1 + len(ALPHABET), 1)
        self.look = nn.Sequential(nn.Conv2d(128, 64, 1), nn.ReLU(inplace=True))
        self.sort = nn.Linear(128, len(KINDS))

    def forward(self, strip):
        # Brightness and contrast of the photo say nothing about the digits
        mean = strip.mean((1, 2, 3), keepdim=True)
        spread = ((strip - mean) ** 2).mean((1, 2, 3), keepdim=True).sqrt()
        features = self.along(self.trunk((strip - mean) / (spread + 0.02)))
        logits = self.read(features).squeeze(2).transpose(1, 2)
        seen = self.look(features).squeeze(2)
        kind = self.sort(torch.cat([seen.mean(2), seen.amax(2)], 1))
        return logits, kind


class Exported(nn.Module):
    """The network with its temperature, as the ONNX file holds it."""

    def __init__(self, reader, temperature=1.0):
        super().__init__()
        self.reader, self.temperature = reader, temperature

    def forward(self, strip):
        logits, kind = self.reader(strip)
        return torch.log_softmax(logits / self.temperature, 2), torch.log_softmax(kind, 1)


def encode(text):
    return [ALPHABET.index(c) + 1 for c in text]


def greedy(log_probs):
    """(text, confidence of each character) of one strip's (STEPS, 12) array: the best class of each step, repeats
    merged, blanks dropped; a character's confidence is its greatest probability among its steps."""
    best = log_probs.argmax(1)
    text, confidence = "", []
    for t, c in enumerate(best):
        if c == 0:
            continue
        p = float(np.exp(log_probs[t, c]))
        if t and best[t - 1] == c:
            confidence[-1] = max(confidence[-1], p)
        else:
            text += ALPHABET[c - 1]
            confidence.append(p)
    return text, confidence


def ctc_loss(logits, texts):
    """CTC loss per strip (not averaged)."""
    log_probs = torch.log_softmax(logits, 2).transpose(0, 1)
    targets = torch.tensor([c for t in texts for c in encode(t)], dtype=torch.long)
    lengths = torch.tensor([len(t) for t in texts], dtype=torch.long)
    steps = torch.full((len(texts),), log_probs.shape[0], dtype=torch.long)
    return nn.functional.ctc_loss(log_probs, targets, steps, lengths, reduction="none", zero_infinity=True)


def sequence_confidence(log_probs, texts):
    """Probability of each text given its strip: the sum over all CTC alignments."""
    logits = torch.as_tensor(log_probs)
    return np.exp(-ctc_loss(logits, texts).numpy())
