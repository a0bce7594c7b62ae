import { expect, test } from 'vitest'
import { DECODERS, type EastDecoder } from './decoders.ts'
import { decodeEast } from './east.ts'
import { covers } from '../inference/finder.ts'

const decoder = DECODERS.parse({ kind: 'east', score: 'score', geometry: 'geometry' }) as EastDecoder
const SIDE = 32

interface Drawn {
  x: number
  y: number
  width: number
  height: number
  /** Degrees. */
  angle: number
  p: number
  kind: number
}

/** The maps that a perfect net would give for lines, four pixels a cell. */
function maps(lines: readonly Drawn[]) {
  const score = { data: new Float32Array(2 * SIDE * SIDE), dims: [1, 2, SIDE, SIDE] }
  const geometry = { data: new Float32Array(6 * SIDE * SIDE), dims: [1, 6, SIDE, SIDE] }
  for (const line of lines) {
    const [cos, sin] = [Math.cos((line.angle * Math.PI) / 180), Math.sin((line.angle * Math.PI) / 180)]
    for (let i = 0; i < SIDE * SIDE; i++) {
      const [dx, dy] = [((i % SIDE) + 0.5) * 4 - line.x, (Math.floor(i / SIDE) + 0.5) * 4 - line.y]
      const [along, across] = [dx * cos + dy * sin, dy * cos - dx * sin]
      if (Math.abs(along) > line.width / 2 || Math.abs(across) > line.height / 2) continue
      score.data[line.kind * SIDE * SIDE + i] = line.p
      const sides = [line.height / 2 + across, line.width / 2 - along, line.height / 2 - across, line.width / 2 + along, cos, sin]
      sides.forEach((value, channel) => (geometry.data[channel * SIDE * SIDE + i] = value))
    }
  }
  return [score, geometry] as const
}

const near = (value: number): unknown => expect.closeTo(value, 1)

test.each([0, 20, -90, 135])('a line at %i degrees is one box, exactly where it is', (angle) => {
  const [score, geometry] = maps([{ x: 64, y: 60, width: 70, height: 18, angle, p: 0.9, kind: 0 }])
  const lines = decodeEast(score, geometry, 0, decoder, 0.35)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    kind: 0,
    score: near(0.9),
    box: { centreX: near(64), centreY: near(60), width: near(70), height: near(18), angle: near(angle) },
  })
})

test('two lines are two boxes, the surer first, each with its kind', () => {
  const [score, geometry] = maps([
    { x: 40, y: 30, width: 60, height: 16, angle: 0, p: 0.6, kind: 1 },
    { x: 80, y: 90, width: 70, height: 20, angle: 5, p: 0.95, kind: 0 },
  ])
  const lines = decodeEast(score, geometry, 0, decoder, 0.35)
  expect(lines.map(({ kind, score: sure }) => [kind, sure.toFixed(2)])).toEqual([
    [0, '0.95'],
    [1, '0.60'],
  ])
})

test('doubtful cells and specks are no line', () => {
  const [score, geometry] = maps([
    { x: 40, y: 30, width: 60, height: 16, angle: 0, p: 0.3, kind: 0 },
    { x: 90, y: 90, width: 7, height: 4, angle: 0, p: 0.9, kind: 0 },
  ])
  expect(decodeEast(score, geometry, 0, decoder, 0.35)).toEqual([])
})

test('a box covers another whose middle lies in its inner part', () => {
  const box = { centreX: 100, centreY: 100, width: 80, height: 20, angle: 30 }
  expect(covers(box, { ...box, centreX: 110, centreY: 105 })).toBe(true)
  expect(covers(box, { ...box, centreX: 100, centreY: 130 })).toBe(false)
})
