import type { Tensor } from './model.ts'
import { softmax } from './classify.ts'
import type { CtcDecoder } from './decoders.ts'

/** A line of characters as a reader saw it. */
export interface Line {
  text: string
  /** For each character of `text`, 0 to 1: the highest probability among its steps. */
  confidences: number[]
  /** Logarithms of the probabilities, one row of classes for each step. */
  steps: Float32Array[]
}

/** Greedy decoding (Graves 2006): at each step the likeliest class, repeats merged, blanks left out. One line for each picture of the batch. */
export function decodeCtc(output: Tensor, decoder: CtcDecoder): Line[] {
  const { count, steps, row } = layout(output, decoder)
  return Array.from({ length: count }, (_, n) => {
    const rows = Array.from({ length: steps }, (__, step) => logProbabilities(row(n, step), decoder.scores))
    return greedy(rows, decoder)
  })
}

function greedy(steps: Float32Array[], decoder: CtcDecoder): Line {
  const line: Line = { text: '', confidences: [], steps }
  let before = decoder.blank
  for (const row of steps) {
    let label = 0
    for (let i = 1; i < row.length; i++) if ((row[i] ?? 0) > (row[label] ?? 0)) label = i
    const probability = Math.exp(row[label] ?? -Infinity)
    if (label !== decoder.blank && label !== before) {
      line.text += decoder.alphabet[label > decoder.blank ? label - 1 : label] ?? ''
      line.confidences.push(probability)
    } else if (label !== decoder.blank) {
      line.confidences.push(Math.max(line.confidences.pop() ?? 0, probability))
    }
    before = label
  }
  return line
}

/** Probability that a line reads `text`: the sum over all ways to spread its characters over the steps (CTC's forward pass). */
export function probabilityOf(text: string, { steps }: Line, decoder: CtcDecoder): number {
  const labels = [decoder.blank]
  for (const character of text) {
    const index = decoder.alphabet.indexOf(character)
    if (index < 0) return 0
    labels.push(index < decoder.blank ? index : index + 1, decoder.blank)
  }
  let before = new Float64Array(labels.length)
  let now = new Float64Array(labels.length)
  for (const [step, row] of steps.entries()) {
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i] ?? decoder.blank
      // A character may follow another directly, unless they are the same.
      const skips = i > 1 && label !== decoder.blank && label !== labels[i - 2]
      const reached = step === 0 ? Number(i < 2) : (before[i] ?? 0) + (before[i - 1] ?? 0) + (skips ? (before[i - 2] ?? 0) : 0)
      now[i] = reached * Math.exp(row[label] ?? -Infinity)
    }
    const passed = before
    before = now
    now = passed
  }
  return (before.at(-1) ?? 0) + (labels.length > 1 ? (before.at(-2) ?? 0) : 0)
}

/** A model's scores as logarithms of probabilities. */
export function logProbabilities(scores: Float32Array, kind: CtcDecoder['scores']): Float32Array {
  if (kind === 'log-probabilities') return scores
  return (kind === 'logits' ? softmax(scores) : scores).map((value) => Math.log(Math.max(value, 1e-12)))
}

/** How many lines and steps there are, and the scores of one step of one line. No copy is made if its classes are side by side. */
function layout({ data, dims }: Tensor, decoder: CtcDecoder) {
  const [a = 0, b = 0, c = 0] = dims
  const classes = decoder.alphabet.length + 1
  const found = decoder.order === 'NCT' ? b : c
  if (dims.length !== 3 || found !== classes) {
    throw new Error(
      `The reader answers with the shape [${dims.join(', ')}] (${decoder.order}); its alphabet and the blank need ${classes} classes.`,
    )
  }
  const from = (start: number) => data.subarray(start, start + classes)
  switch (decoder.order) {
    case 'NTC':
      return { count: a, steps: b, row: (n: number, t: number) => from((n * b + t) * c) }
    case 'TNC':
      return { count: b, steps: a, row: (n: number, t: number) => from((t * b + n) * c) }
    case 'NCT':
      return {
        count: a,
        steps: c,
        row: (n: number, t: number) => Float32Array.from({ length: b }, (_, k) => data[(n * b + k) * c + t] ?? 0),
      }
  }
}
