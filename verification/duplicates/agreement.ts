/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import type { Homography } from './homography.ts'
import { detailOf, type Level } from './levels.ts'

const PIECE = 16
/** The fewest pieces that both photos must cover; fewer are no evidence. */
const FEWEST = 12
/** Below this share of the old photo's sides, the old one is enlarged so much that the new one is smoothed. */
const LEAST_SHARPNESS = 0.84

/**
 * Fine detail of the new photo and of the old one laid over it, correlated in each piece of 16 × 16 pixels that both cover. The lower quartile counts:
 * one changed corner does not hide a copy, and one like corner does not make one.
 */
export function agreement(fresh: Level, old: Level, [a, b, c, d, e, f, g, h]: Homography): number {
  const { side } = fresh
  const laid = new Float32Array(side * side)
  const inside = new Uint8Array(side * side)
  for (let row = 0, at = 0; row < side; row++)
    for (let column = 0; column < side; column++, at++) {
      const [u, v] = [(column + 0.5) / side - 0.5, (row + 0.5) / side - 0.5]
      const w = g * u + h * v + 1
      const x = ((a * u + b * v + c) / w + 0.5) * side - 0.5
      const y = ((d * u + e * v + f) / w + 0.5) * side - 0.5
      inside[at] = x > 0.5 && y > 0.5 && x < side - 1.5 && y < side - 1.5 ? 1 : 0
      const [px, py] = [Math.min(Math.max(x, 0), side - 1.001), Math.min(Math.max(y, 0), side - 1.001)]
      const [left, top] = [px | 0, py | 0]
      const i = top * side + left
      const upper = old.picture[i]! + (px - left) * (old.picture[i + 1]! - old.picture[i]!)
      const lower = old.picture[i + side]! + (px - left) * (old.picture[i + side + 1]! - old.picture[i + side]!)
      laid[at] = upper + (py - top) * (lower - upper)
    }
  // A small part of the old picture, enlarged, is not as sharp as the new one.
  const sharpness = Math.sqrt(Math.abs(a * e - b * d))
  const picture = sharpness < LEAST_SHARPNESS ? smoothed(fresh.picture, side) : fresh.picture
  return lowerQuartile(pieces(detailOf(picture, side, 4), detailOf(laid, side, 4), inside, side))
}

/** The mean of each pixel and its eight neighbours. */
function smoothed(picture: Float32Array, side: number): Float32Array {
  const detail = detailOf(picture, side, 1)
  return picture.map((value, i) => value - detail[i]!)
}

interface PieceFit {
  correlation: number
  weight: number
}

function pieces(a: Float32Array, b: Float32Array, inside: Uint8Array, side: number): PieceFit[] {
  const found: PieceFit[] = []
  const pixels = PIECE * PIECE
  for (let top = 0; top + PIECE <= side; top += PIECE)
    for (let left = 0; left + PIECE <= side; left += PIECE) {
      let [covered, sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
      for (let y = top; y < top + PIECE; y++)
        for (let x = left, at = y * side + left; x < left + PIECE; x++, at++) {
          const [p, q] = [a[at]!, b[at]!]
          covered += inside[at]!
          sa += p
          sb += q
          aa += p * p
          bb += q * q
          ab += p * q
        }
      if (covered < 0.95 * pixels) continue
      const [va, vb] = [Math.max(0, aa - (sa * sa) / pixels), Math.max(0, bb - (sb * sb) / pixels)]
      found.push({
        correlation: (ab - (sa * sb) / pixels) / (Math.sqrt(va * vb) + 1e-9),
        weight: ((va / pixels) * (vb / pixels)) ** 0.25,
      })
    }
  return found
}

/** The value that three quarters of the detail reach. The busiest pieces count at most three times the mean. */
function lowerQuartile(found: PieceFit[]): number {
  if (found.length < FEWEST) return 0
  const most = (3 * found.reduce((sum, { weight }) => sum + weight, 0)) / found.length + 1e-9
  const sorted = found.toSorted((p, q) => p.correlation - q.correlation)
  const quarter = 0.25 * sorted.reduce((sum, { weight }) => sum + Math.min(weight, most), 0)
  let reached = 0
  for (const { correlation, weight } of sorted) {
    reached += Math.min(weight, most)
    if (reached >= quarter) return correlation
  }
  return 0
}
