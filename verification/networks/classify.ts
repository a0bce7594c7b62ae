import type { Tensor } from './model.ts'
import type { ClassifierDecoder } from './decoders.ts'
import { expectDims } from './yolo.ts'

export interface LabelScore {
  label: string
  /** 0 to 1; over all labels they add up to 1. */
  confidence: number
}

/** Labels with their probabilities, the likeliest first. Logits are divided by the temperature of the calibration (1 without one). */
export function decodeClassifier(output: Tensor, decoder: ClassifierDecoder, temperature = 1): LabelScore[] {
  expectDims(output, [1, decoder.labels.length])
  const scores = decoder.scores === 'logits' ? softmax(output.data, temperature) : output.data
  return decoder.labels.map((label, i) => ({ label, confidence: scores[i] ?? 0 })).sort((a, b) => b.confidence - a.confidence)
}

export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  const powers = logits.map((value) => Math.exp((value - most) / temperature))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((value) => value / sum)
}
