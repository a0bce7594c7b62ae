import { expect, test } from 'vitest'
import { decodeCtc } from '../networks/ctc.ts'
import { DECODERS, type CtcDecoder } from '../networks/decoders.ts'
import { withoutCuts } from './odometer-cuts.ts'
import { hypothesesOf, plausibility, ranked } from './odometer-choice.ts'
import { confidenceOf, FEATURES, featuresOf, isCalibrated } from './odometer-confidence.ts'
import type { FoundBox } from './odometer-boxes.ts'
import type { ReadLine } from './odometer-lines.ts'

const decoder = DECODERS.parse({ kind: 'ctc', alphabet: '0123456789.', output: 'y', scores: 'probabilities' }) as CtcDecoder

/** A cut that reads `text`, each character with probability `sure`. */
function read(text: string, sure = 0.9, kinds = { odometer: 1, trip: 0, none: 0 }): ReadLine {
  const steps = Array.from(text).flatMap((character) => [decoder.alphabet.indexOf(character) + 1, 0])
  const data = Float32Array.from(
    steps.flatMap((label) => Array.from({ length: 12 }, (_, i) => (i === label ? sure : (1 - sure) / 11))),
  )
  const [line] = decodeCtc({ data, dims: [1, steps.length, 12] }, decoder)
  if (!line) throw new Error('No line.')
  return { line, kinds }
}
const BOX = { centreX: 0, centreY: 0, width: 100, height: 25, angle: 0 }
const at = (score: number, place: FoundBox['place'] = 'ANYWHERE', box = BOX): FoundBox => ({ box, score, place })

test('the text that most cuts read wins, and the share of them is known', () => {
  const [best, second] = hypothesesOf(at(0.9), [read('48210'), read('48210'), read('4821')], decoder, null)
  expect(best).toMatchObject({ value: 48_210, votes: 2 / 3 })
  expect(second?.value).toBe(4_821)
})

test('what no cut reads is no candidate, however well it would go on from the last reading', () => {
  const values = hypothesesOf(at(0.9), [read('48210'), read('48290')], decoder, 48_240).map(({ value }) => value)
  expect(values.sort()).toEqual([48_210, 48_290])
})

test('a number cut short loses to the longer one on its line, even if it is read a little more surely', () => {
  const reads = [read('8210'), read('8210'), read('48210'), read('48210')]
  const [first] = hypothesesOf(at(0.9), reads, decoder, null)
  expect(first?.value).toBe(8_210)
  expect(ranked(hypothesesOf(at(0.9), reads, decoder, null))[0]?.value).toBe(48_210)
})

test('a longer number with little support is a speck taken for a digit, and one on another line is another number', () => {
  const few = [read('48210'), read('48210'), read('48210'), read('48210'), read('482107')]
  expect(ranked(hypothesesOf(at(0.9), few, decoder, null))[0]?.value).toBe(48_210)
  const above = at(0.9, 'ANYWHERE', { ...BOX, centreY: -60 })
  const both = [...hypothesesOf(at(0.9), [read('8210')], decoder, null), ...hypothesesOf(above, [read('48210')], decoder, null)]
  expect(withoutCuts(both).map(({ weight }) => weight)).toEqual(both.map(({ weight }) => weight))
})

test('a longer number that does not go on from the last reading makes none lose that does', () => {
  const reads = [read('48210'), read('48210'), read('482107'), read('482107')]
  expect(ranked(hypothesesOf(at(0.9), reads, decoder, 48_000))[0]?.value).toBe(48_210)
  expect(ranked(hypothesesOf(at(0.9), reads, decoder, null))[0]?.value).toBe(482_107)
})

test('a guide frame prefers what is in it, and forbids nothing', () => {
  const alone = hypothesesOf(at(0.9, 'OUTSIDE'), [read('48210')], decoder, null)
  expect(ranked(alone)[0]?.value).toBe(48_210)
  const inside = hypothesesOf(at(0.6, 'INSIDE'), [read('12345', 0.85)], decoder, null)
  expect(ranked([...alone, ...inside])[0]?.value).toBe(12_345)
})

test('a number cut short loses to the longer one on its line, however the line is turned', () => {
  const turned = { ...BOX, angle: 90 }
  const [long] = hypothesesOf(at(0.9, 'ANYWHERE', turned), [read('48210')], decoder, null)
  const short = (centreX: number, centreY: number) =>
    hypothesesOf(at(0.9, 'ANYWHERE', { ...turned, centreX, centreY }), [read('8210', 0.88)], decoder, null)
  const first = (rivals: ReturnType<typeof short>) => ranked([...(long ? [long] : []), ...rivals])[0]?.value
  expect(first(short(0, 30))).toBe(48_210)
  expect(first(short(30, 0))).toBe(8_210)
})

test('a trip meter loses to the odometer, and a speed to a longer number, though they are read more surely', () => {
  const trip = { odometer: 0.1, trip: 0.9, none: 0 }
  const best = (rival: ReadLine) =>
    ranked([rival, read('48210')].flatMap((line) => hypothesesOf(at(0.9), [line], decoder, null)))[0]?.value
  expect(best(read('51234', 0.95, trip))).toBe(48_210)
  expect(best(read('51234', 0.95))).toBe(51_234)
  expect(best(read('120', 0.95))).toBe(48_210)
})

test('the last reading chooses between candidates', () => {
  const reads = [read('48210', 0.95), read('98210', 0.9)]
  expect(hypothesesOf(at(0.9), reads, decoder, null)[0]?.value).toBe(48_210)
  expect(hypothesesOf(at(0.9), reads, decoder, 97_500)[0]?.value).toBe(98_210)
})

test('a clear reading in a doubtful box beats an unclear one in a sure box', () => {
  const [best] = ranked([
    ...hypothesesOf(at(0.9), [read('12345', 0.6)], decoder, null),
    ...hypothesesOf(at(0.6), [read('54321', 0.97)], decoder, null),
  ])
  expect(best?.value).toBe(54_321)
})

test('an odometer goes on, rarely by much, and is never believed to go back', () => {
  const [usual, far, back] = [plausibility(10_900, 10_000), plausibility(40_000, 10_000), plausibility(9_999, 10_000)]
  expect(usual).toBe(1)
  expect(far).toBeLessThan(0.2)
  expect(back).toBeLessThan(far)
})

test('confidence follows the coefficients of the manifest', () => {
  const [best] = hypothesesOf(at(0.9), [read('48210'), read('48210')], decoder, null)
  if (!best) throw new Error('No hypothesis.')
  const features = featuresOf(best, [], null)
  const zero = Object.fromEntries(FEATURES.map((name) => [name, 0]))
  const share = (sum: number) => 1 / (1 + Math.exp(-sum))
  expect(confidenceOf(features, { ...zero, votes: 2 }, 'drums')).toBeCloseTo(share(2))
  expect(confidenceOf(features, {}, null)).toBeCloseTo(best.probability)
  // Two for each: for drums, and for digits that are lit. Where nobody knows, the lower confidence counts.
  const each = { ...zero, votes: [2, 3] }
  expect(confidenceOf(features, each, 'drums')).toBeCloseTo(share(2))
  expect(confidenceOf(features, each, 'lit')).toBeCloseTo(share(3))
  expect(confidenceOf(features, each, null)).toBeCloseTo(share(2))
  expect([isCalibrated(zero), isCalibrated(each), isCalibrated({ votes: 2 }), isCalibrated({ ...each, one: [] })]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(featuresOf(best, [{ ...best, value: 1, weight: best.weight / 2 }], 48_000).margin).toBeCloseTo(Math.log(2))
})

test('what a confidence is computed from: the least sure digit of the cuts that agree, and what speaks against the reading', () => {
  const found = { ...at(0.9, 'OUTSIDE', { ...BOX, height: 16 }) }
  const [best] = hypothesesOf(found, [read('810', 0.9), read('810', 0.7), read('81', 0.9)], decoder, 900)
  if (!best) throw new Error('No hypothesis.')
  best.digits.forEach(({ confidence }) => expect(confidence).toBeCloseTo(0.8))
  const digits = [{ digit: '8', confidence: 0.9 }, { digit: '1', confidence: 0.4 }, ...best.digits.slice(2)]
  expect(featuresOf({ ...best, digits }, [], 900)).toMatchObject({
    weakestDigit: 0.4,
    agreesWithPrevious: 0,
    contradictsPrevious: 1,
    lowStrip: expect.closeTo(Math.log(0.5)) as number,
    inFrame: 0,
    outsideFrame: 1,
    fewDigits: 1,
  })
  const [usual] = hypothesesOf(at(0.9, 'INSIDE', { ...BOX, height: 64 }), [read('48210')], decoder, 48_000)
  if (!usual) throw new Error('No hypothesis.')
  const features = { agreesWithPrevious: 1, contradictsPrevious: 0, lowStrip: 0, inFrame: 1, outsideFrame: 0, fewDigits: 0 }
  expect(featuresOf(usual, [], 48_000)).toMatchObject(features)
})
