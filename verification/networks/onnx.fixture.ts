import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A model without weights, as bytes of an ONNX file: from a picture `x` of [n, 3, side, side] it makes `y` of [n, 3], the mean red, green and
 * blue. `slow` is how many times it filters the picture for nothing first.
 */
export function meanColourModel({ side = 8, slow = 0 } = {}): Buffer {
  const names = ['x', ...Array.from({ length: slow }, (_, i) => `slow${i}`)]
  const nodes = names
    .slice(1)
    .map((name, i) => node('MaxPool', names[i] ?? '', name, [ints('kernel_shape', [3, 3]), ints('pads', [1, 1, 1, 1])]))
  const graph = [
    ...nodes,
    node('GlobalAveragePool', names.at(-1) ?? '', 'mean'),
    node('Flatten', 'mean', 'y'),
    text(2, 'mean-colour'),
    message(11, value('x', ['n', 3, side, side])),
    message(12, value('y', ['n', 3])),
  ]
  return Buffer.concat([varint(1, 8), message(8, [text(1, ''), varint(2, 13)]), message(7, graph)])
}

/** A folder with a manifest and the files that its entries name. */
export async function modelsFolder(files: Record<string, Buffer>, models: readonly object[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'models-'))
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
  await writeManifest(folder, models)
  return folder
}

export const writeManifest = (folder: string, models: readonly object[]): Promise<void> =>
  writeFile(join(folder, 'manifest.json'), JSON.stringify({ models }))

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An entry for `meanColourModel`, as a classifier of red, green and blue that judges tree planting. */
export const colourEntry = (bytes: Buffer, given: object = {}) => ({
  name: 'colours',
  version: '1',
  task: 'DEED',
  deeds: ['TREE_PLANTING'],
  state: 'ACTIVE',
  file: 'colours.onnx',
  sha256: sha256(bytes),
  licence: 'Apache-2.0',
  source: 'made by the test',
  input: { name: 'x', width: 8, height: 8, channels: 'RGB', scale: 1 / 255, resize: 'squeeze' },
  decoder: {
    kind: 'classifier',
    output: 'y',
    labels: ['red', 'green', 'blue'],
    scores: 'probabilities',
    accepts: { TREE_PLANTING: ['green'] },
  },
  thresholds: { approve: 0.8, reject: 0.1 },
  ...given,
})

// Protocol buffers, as far as ONNX' model file needs them (onnx.proto).

function node(type: string, input: string, output: string, attributes: Buffer[] = []): Buffer {
  return message(1, [text(1, input), text(2, output), text(4, type), ...attributes])
}

const ints = (name: string, values: readonly number[]): Buffer =>
  message(5, [text(1, name), varint(20, 7), ...values.map((each) => varint(8, each))])

function value(name: string, dims: readonly (number | string)[]): Buffer[] {
  const shape = dims.map((size) => message(1, [typeof size === 'number' ? varint(1, size) : text(2, size)]))
  return [text(1, name), message(2, [message(1, [varint(1, 1), message(2, shape)])])]
}

function message(field: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([number((field << 3) | 2), number(body.length), body])
}

const text = (field: number, content: string): Buffer => message(field, [Buffer.from(content)])
const varint = (field: number, content: number): Buffer => Buffer.concat([number(field << 3), number(content)])

function number(content: number): Buffer {
  const bytes: number[] = []
  for (let rest = content; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest & 127) | 128)
  }
}
