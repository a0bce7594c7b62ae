import { probabilityOf } from '../networks/ctc.ts'
import type { CtcDecoder } from '../networks/decoders.ts'
import type { FoundBox } from './odometer-boxes.ts'
import type { Kinds, ReadLine } from './odometer-lines.ts'
import { withoutCuts } from './odometer-cuts.ts'
import { valueOf } from './odometer-value.ts'

/** One reading of one box, with all that speaks for it. */
export interface Hypothesis {
  found: FoundBox
  text: string
  value: number
  /** Mean over the cuts of the probability that the cut reads `text`. */
  probability: number
  /** Share of the cuts whose likeliest text this is. */
  votes: number
  /** Each character's confidence, averaged over the cuts that agree. */
  digits: { digit: string; confidence: number }[]
  kinds: Kinds
  /** How well it goes with the last approved reading, 0 to 1; 1 if none is known. */
  plausibility: number
  /** What hypotheses are sorted by. */
  weight: number
}

/** Every text that some cut of the box reads, the best first. Texts that are no value are left out. */
export function hypothesesOf(
  found: FoundBox,
  reads: readonly ReadLine[],
  decoder: CtcDecoder,
  previous: number | null,
): Hypothesis[] {
  const kinds = meanKinds(reads)
  const texts = new Set(reads.map(({ line }) => line.text))
  return [...texts]
    .flatMap((text) => {
      const value = valueOf(text)
      if (value === null) return []
      const agreeing = reads.filter(({ line }) => line.text === text)
      const probability = mean(reads.map(({ line }) => probabilityOf(text, line, decoder)))
      const plausible = plausibility(value, previous)
      const digits = Array.from(text, (digit, i) => ({
        digit,
        confidence: mean(agreeing.map(({ line }) => line.confidences[i] ?? 0)),
      }))
      const weight =
        found.score ** FINDER_POWER * probability * kinds.odometer * plausible * lengthWeight(value) * PREFERENCE[found.place]
      return [
        {
          found,
          text,
          value,
          probability,
          votes: agreeing.length / reads.length,
          digits,
          kinds,
          plausibility: plausible,
          weight,
        },
      ]
    })
    .sort((a, b) => b.weight - a.weight)
}

/** The finder's score has little weight: a clear reading in a doubtful box beats an unclear one in a sure box. */
const FINDER_POWER = 0.5

/** A guide frame prefers what is in it. It forbids nothing: people hold the camera as they can. */
const PREFERENCE = { ANYWHERE: 1, INSIDE: 1, OUTSIDE: 0.4 }

/** Few cars show fewer than four digits. Speedometers and clocks do. */
const lengthWeight = (value: number): number => (value >= 1000 ? 1 : value >= 100 ? 0.3 : 0.02)

/** The prior: an odometer moves on, rarely by much. In units of the display. It chooses among what was read and makes nothing up. */
export function plausibility(value: number, previous: number | null): number {
  if (previous === null) return 1
  const driven = value - previous
  if (driven < 0) return BEFORE
  if (driven <= USUAL) return 1
  return Math.max(BEFORE, USUAL / driven / 2)
}
const USUAL = 3_000
const BEFORE = 0.02

/** Hypotheses ranked, the best first. If several boxes read the same value, only the best of them stays. */
export function ranked(hypotheses: readonly Hypothesis[]): Hypothesis[] {
  const best = new Map<number, Hypothesis>()
  for (const hypothesis of withoutCuts(hypotheses).sort((a, b) => b.weight - a.weight)) {
    if (!best.has(hypothesis.value)) best.set(hypothesis.value, hypothesis)
  }
  return [...best.values()]
}

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length)

const meanKinds = (reads: readonly ReadLine[]): Kinds => ({
  odometer: mean(reads.map(({ kinds }) => kinds.odometer)),
  trip: mean(reads.map(({ kinds }) => kinds.trip)),
  none: mean(reads.map(({ kinds }) => kinds.none)),
})
