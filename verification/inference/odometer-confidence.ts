import type { ModelEntry } from '../networks/manifest.ts'
import type { Hypothesis } from './odometer-choice.ts'
import { INSTRUMENTS, type Instrument } from './odometer-instrument.ts'

/**
 * What a reading's confidence is computed from. The manifest has two coefficients for each: for drums, and for digits that are lit. Shares are used as the logarithm of their odds.
 */
export const FEATURES = [
  'one',
  'probability',
  'votes',
  'weakestDigit',
  'margin',
  'finder',
  'odometer',
  'agreesWithPrevious',
  'contradictsPrevious',
  'lowStrip',
  'inFrame',
  'outsideFrame',
  'fewDigits',
] as const

export type Features = Record<(typeof FEATURES)[number], number>

/** `rivals` are other values that were read, the best first; `previous` tells whether a last reading is known. */
export function featuresOf(best: Hypothesis, rivals: readonly Hypothesis[], previous: number | null): Features {
  const [second] = rivals
  return {
    one: 1,
    probability: logit(best.probability),
    votes: best.votes,
    weakestDigit: Math.min(...best.digits.map(({ confidence }) => confidence)),
    margin: second ? Math.min(8, Math.log((best.weight + 1e-12) / (second.weight + 1e-12))) : 8,
    finder: logit(best.found.score),
    odometer: Math.max(-8, Math.log(best.kinds.odometer + 1e-9)),
    agreesWithPrevious: previous !== null && best.plausibility === 1 ? 1 : 0,
    contradictsPrevious: previous !== null && best.plausibility < 1 ? 1 : 0,
    lowStrip: Math.min(0, Math.log(best.found.box.height / READER_HEIGHT)),
    inFrame: Number(best.found.place === 'INSIDE'),
    outsideFrame: Number(best.found.place === 'OUTSIDE'),
    fewDigits: Number(best.value < 1_000),
  }
}

/** True if there are coefficients for each feature. Only then is a confidence a share of right readings. */
export const isCalibrated = (calibration: Calibration): boolean =>
  INSTRUMENTS.every((instrument) => FEATURES.every((name) => weightOf(calibration[name], instrument) !== undefined))

type Calibration = ModelEntry['calibration']

/** A lone number is for every instrument. */
const weightOf = (weight: Calibration[string] | undefined, instrument: Instrument): number | undefined =>
  Array.isArray(weight) ? weight[INSTRUMENTS.indexOf(instrument)] : weight

/** In pixels. A lower strip has fewer than the reader can use; a higher one adds nothing. */
const READER_HEIGHT = 32

/**
 * The share of readings with such features that are right, of one instrument. Where nobody knows which it is (null), the lower one. Without
 * coefficients it is the reader's own probability, which is too high.
 */
export function confidenceOf(features: Features, calibration: Calibration, instrument: Instrument | null): number {
  if (instrument === null) return Math.min(...INSTRUMENTS.map((each) => confidenceOf(features, calibration, each)))
  const weights = FEATURES.map((name) => weightOf(calibration[name], instrument))
  if (weights.every((weight) => weight === undefined)) return 1 / (1 + Math.exp(-features.probability))
  const sum = FEATURES.reduce((total, name, i) => total + features[name] * (weights[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

const logit = (share: number): number => {
  const inside = Math.min(Math.max(share, 0.001), 0.999)
  return Math.log(inside / (1 - inside))
}
