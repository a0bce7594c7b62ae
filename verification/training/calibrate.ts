import { FEATURES, type Features } from '../inference/odometer-confidence.ts'

/** A reading of a labelled photo. */
export interface Judged {
  features: Features
  right: boolean
}

/**
 * Logistic regression by Newton's method: the coefficients by which features become the probability that a reading is right. `ridge` pulls
 * them towards 0 (not the constant), because the calibration vehicles are few.
 */
export function fitConfidence(samples: readonly Judged[], ridge = 0.005): Record<string, number> {
  const rows = samples.map(({ features }) => FEATURES.map((name) => features[name]))
  const size = FEATURES.length
  let weights = Array<number>(size).fill(0)
  for (let step = 0; step < 50; step++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * samples.length * weight))
    const curvature = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (__, j) => (i === j ? ridge * samples.length * (i === 0 ? 0.001 : 1) : 0)),
    )
    rows.forEach((row, n) => {
      const p = 1 / (1 + Math.exp(-dot(row, weights)))
      for (let i = 0; i < size; i++) {
        add(gradient, i, (p - Number(samples[n]?.right)) * (row[i] ?? 0))
        for (let j = 0; j < size; j++) add(curvature[i] ?? [], j, p * (1 - p) * (row[i] ?? 0) * (row[j] ?? 0))
      }
    })
    const change = solve(curvature, gradient)
    weights = weights.map((weight, i) => weight - (change[i] ?? 0))
    if (Math.max(...change.map(Math.abs)) < 1e-6) break
  }
  return Object.fromEntries(FEATURES.map((name, i) => [name, Number((weights[i] ?? 0).toFixed(4))]))
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

function add(row: number[], i: number, value: number): void {
  row[i] = (row[i] ?? 0) + value
}

/** Gauss' elimination with the largest pivot. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let i = 0; i < rows.length; i++) {
    let pivot = i
    for (let k = i + 1; k < rows.length; k++) if (Math.abs(at(k, i)) > Math.abs(at(pivot, i))) pivot = k
    const [a, b] = [rows[i] ?? [], rows[pivot] ?? []]
    rows[i] = b
    rows[pivot] = a
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue
      const factor = at(k, i) / at(i, i)
      rows[k] = (rows[k] ?? []).map((value, j) => value - factor * at(i, j))
    }
  }
  return rows.map((_, i) => at(i, rows.length) / at(i, i))
}

/** Bins of confidence with the share of right ones in each, and the expected calibration error (Naeini 2015). */
export function reliability(samples: readonly { confidence: number; right: boolean }[]) {
  const edges = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.000001]
  const bins = edges.slice(1).flatMap((to, i) => {
    const from = edges[i] ?? 0
    const inside = samples.filter(({ confidence }) => confidence >= from && confidence < to)
    if (inside.length === 0) return []
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length
    const right = inside.filter((sample) => sample.right).length / inside.length
    return { from, to: Math.min(to, 1), readings: inside.length, confidence: round(mean), right: round(right) }
  })
  const error = bins.reduce((sum, bin) => sum + (bin.readings / samples.length) * Math.abs(bin.confidence - bin.right), 0)
  return { bins, error: round(error) }
}

export const round = (value: number): number => Math.round(value * 10_000) / 10_000
