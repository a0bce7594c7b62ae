import { expect, test } from 'vitest'
import { randomOf } from '../../test/random.ts'
import { likest, pieceAt } from './detail-likeness.ts'
import { totalsOf, type Detail } from './detail.ts'

/** Noise of this size, around the pixel (100, 50) of a photo. */
function noise(width: number, height: number, times: number, seed: number): Detail {
  const random = randomOf(seed)
  const values = Float64Array.from({ length: width * height }, () => Math.fround(random() - 0.5))
  const totals = totalsOf(values, width, height)
  return { values, slopes: new Float32Array(values.length), totals, width, height, left: 100, top: 50, times, deviation: 0.1 }
}

/** The definition, for one pair. 0 where the other is not all there. */
function compared(
  { values, width, height }: Detail,
  wide: number,
  high: number,
  from: [number, number],
  to: [number, number],
): number {
  if (Math.min(...to) < 0 || to[0] + wide > width || to[1] + high > height) return 0
  const cut = ([x, y]: [number, number]) =>
    Array.from({ length: wide * high }, (_, i) => values[(y + Math.floor(i / wide)) * width + x + (i % wide)] ?? 0)
  const [one, other] = [cut(from), cut(to)]
  const total = (of: (i: number) => number) => one.reduce((sum, _, i) => sum + of(i), 0)
  const [a, b] = [total((i) => one[i] ?? 0), total((i) => other[i] ?? 0)]
  const products = (p: number[], q: number[]) => total((i) => (p[i] ?? 0) * (q[i] ?? 0))
  const count = wide * high
  const [aa, bb, ab] = [
    products(one, one) - (a * a) / count,
    products(other, other) - (b * b) / count,
    products(one, other) - (a * b) / count,
  ]
  return ab / Math.sqrt(aa * bb)
}

test.each([1, 3])(
  'neighbours that are compared at once are as alike as each by itself, to the last bit: squares of %d',
  (times) => {
    const [wide, high] = [7, 5]
    const size = { width: wide * times, height: high * times }
    for (let seed = 1; seed <= 30; seed++) {
      const detail = noise(26, 13, times, seed)
      const [x, y] = [seed % 19, seed % 8]
      const piece = pieceAt(detail, { x: 100 + x * times, y: 50 + y * times }, size)
      if (!piece) throw new Error('The piece is not all there.')
      // Some of these places are beyond the edges.
      const [middle, far] = [
        { x: 100 + 13 * times, y: 50 + 5 * times },
        { x: (1 + (seed % 13)) * times, y: 4 * times },
      ]
      let best = { likeness: 0, to: { x: 0, y: 0 } }
      for (let dy = -far.y; dy <= far.y; dy += times)
        for (let dx = -far.x; dx <= far.x; dx += times) {
          const to = { x: middle.x + dx, y: middle.y + dy }
          const likeness = compared(detail, wide, high, [x, y], [(to.x - 100) / times, (to.y - 50) / times])
          if (likeness > best.likeness) best = { likeness, to }
        }
      expect(likest(detail, piece, middle, far)).toEqual(best)
      // What is known to be more alike already hides no place that is more alike still.
      expect(likest(detail, piece, middle, far, best.likeness * 0.99)).toEqual(best)
    }
  },
)
