import { expect, test } from 'vitest'
import { decodeCtc, probabilityOf } from './ctc.ts'
import { DECODERS, type CtcDecoder } from './decoders.ts'

const decoder = (given: object = {}) =>
  DECODERS.parse({ kind: 'ctc', alphabet: '0123456789.', blank: 0, output: 'y', scores: 'probabilities', ...given }) as CtcDecoder

/** Steps as the class that is likeliest, each with probability `certain`. */
function output(steps: readonly number[], certain = 0.9): Float32Array {
  return Float32Array.from(
    steps.flatMap((label) => Array.from({ length: 12 }, (_, i) => (i === label ? certain : (1 - certain) / 11))),
  )
}
const [BLANK, ONE, TWO, POINT] = [0, 2, 3, 11]

test('repeats are one character, a blank between them makes two', () => {
  const steps = [BLANK, ONE, ONE, BLANK, ONE, TWO, POINT, BLANK]
  const [line] = decodeCtc({ data: output(steps), dims: [1, 8, 12] }, decoder())
  expect(line?.text).toBe('112.')
  expect(line?.confidences).toHaveLength(4)
})

test('each picture of a batch has its own line, in every order of the axes', () => {
  const [a, b] = [
    [ONE, BLANK],
    [TWO, POINT],
  ] as const
  const texts = (dims: number[], order: string, data: Float32Array) =>
    decodeCtc({ data, dims }, decoder({ order })).map(({ text }) => text)
  expect(texts([2, 2, 12], 'NTC', output([...a, ...b]))).toEqual(['1', '2.'])
  expect(texts([2, 2, 12], 'TNC', output([a[0], b[0], a[1], b[1]]))).toEqual(['1', '2.'])
  const ntc = output([...a, ...b])
  const nct = Float32Array.from(
    { length: 48 },
    (_, i) => ntc[(Math.floor(i / 24) * 2 + (i % 2)) * 12 + (Math.floor(i / 2) % 12)] ?? 0,
  )
  expect(texts([2, 12, 2], 'NCT', nct)).toEqual(['1', '2.'])
})

test('logits and the blank at the end', () => {
  const data = output([11, 1, 11]).map((p) => Math.log(p) + 3)
  const [line] = decodeCtc({ data, dims: [1, 3, 12] }, decoder({ scores: 'logits', blank: 11 }))
  expect(line?.text).toBe('1')
  expect(line?.confidences[0]).toBeCloseTo(0.9)
})

test('an alphabet that does not fit the model is refused in words', () => {
  expect(() => decodeCtc({ data: output([1]), dims: [1, 1, 12] }, decoder({ alphabet: '0123456789' }))).toThrow('need 11 classes')
})

test('the probability of a text is the sum over all its alignments', () => {
  // Two steps; of the alphabet only "1" and the blank matter: "1" may stand as 1-, -1 or 11.
  const data = Float32Array.from([0.4, 0, 0.6, ...Array<number>(9).fill(0), 0.7, 0, 0.3, ...Array<number>(9).fill(0)])
  const [line] = decodeCtc({ data, dims: [1, 2, 12] }, decoder())
  if (!line) throw new Error('No line.')
  expect(probabilityOf('1', line, decoder())).toBeCloseTo(0.6 * 0.7 + 0.4 * 0.3 + 0.6 * 0.3)
  expect(probabilityOf('', line, decoder())).toBeCloseTo(0.4 * 0.7)
  // The same character twice needs a blank between, hence three steps.
  expect(probabilityOf('11', line, decoder())).toBeCloseTo(0)
  expect(probabilityOf('x', line, decoder())).toBe(0)
})

test('over all texts the probabilities add up to 1', () => {
  const [line] = decodeCtc({ data: output([ONE, BLANK, TWO]), dims: [1, 3, 12] }, decoder())
  if (!line) throw new Error('No line.')
  const alphabet = Array.from('0123456789.')
  const one = alphabet
  const two = one.flatMap((a) => alphabet.map((b) => a + b))
  const three = two.flatMap((a) => alphabet.map((b) => a + b))
  const sum = ['', ...one, ...two, ...three].reduce((total, text) => total + probabilityOf(text, line, decoder()), 0)
  expect(sum).toBeCloseTo(1)
})
