import type { Tensor } from './model.ts'
import type { YoloxDecoder, Yolov8Decoder } from './decoders.ts'
import { suppress, type Detection } from './detection.ts'
import type { PreparedInput } from './input.ts'
import type { ModelInput } from './manifest.ts'

/**
 * YOLOX' raw head, [1, anchors, 5 + labels]: for each cell of each stride's grid (rows first) the centre as an offset from the cell in
 * cells, the logarithm of width and height in cells, and the probabilities that there is an object and of each label.
 */
export function decodeYolox(output: Tensor, decoder: YoloxDecoder, input: ModelInput, { toPhoto }: PreparedInput): Detection[] {
  const cells = decoder.strides.flatMap((stride) => grid(input, stride))
  const size = expectDims(output, [1, cells.length, 5 + decoder.labels.length])
  const found = cells.flatMap(({ x, y, stride }, i) => {
    const row = output.data.subarray(i * size, (i + 1) * size)
    const object = row[4] ?? 0
    if (object < decoder.minScore) return []
    const best = strongest(row, 5, 1, decoder.labels.length)
    const score = object * best.score
    if (score < decoder.minScore) return []
    const [centreX, centreY] = [((row[0] ?? 0) + x) * stride, ((row[1] ?? 0) + y) * stride]
    const [width, height] = [Math.exp(row[2] ?? 0) * stride, Math.exp(row[3] ?? 0) * stride]
    return [detection(decoder.labels[best.label] ?? '', score, centreX, centreY, width, height, toPhoto)]
  })
  return suppress(found, decoder.iou)
}

/** YOLOv8's head, [1, 4 + labels, anchors]: centre and size in the input's pixels, and the probability of each label. */
export function decodeYolov8(output: Tensor, decoder: Yolov8Decoder, { toPhoto }: PreparedInput): Detection[] {
  const anchors = expectDims(output, [1, 4 + decoder.labels.length, null])
  const { data } = output
  const found: Detection[] = []
  for (let i = 0; i < anchors; i++) {
    const best = strongest(data, 4 * anchors + i, anchors, decoder.labels.length)
    if (best.score < decoder.minScore) continue
    const value = (row: number) => data[row * anchors + i] ?? 0
    found.push(detection(decoder.labels[best.label] ?? '', best.score, value(0), value(1), value(2), value(3), toPhoto))
  }
  return suppress(found, decoder.iou)
}

function grid(input: ModelInput, stride: number): { x: number; y: number; stride: number }[] {
  const columns = Math.floor(input.width / stride)
  const rows = Math.floor(input.height / stride)
  return Array.from({ length: columns * rows }, (_, i) => ({ x: i % columns, y: Math.floor(i / columns), stride }))
}

/** The highest of `count` values at distances of `step`. */
function strongest(data: Float32Array, start: number, step: number, count: number): { label: number; score: number } {
  let best = { label: 0, score: -Infinity }
  for (let label = 0; label < count; label++) {
    const score = data[start + label * step] ?? 0
    if (score > best.score) best = { label, score }
  }
  return best
}

function detection(
  label: string,
  score: number,
  centreX: number,
  centreY: number,
  width: number,
  height: number,
  toPhoto: PreparedInput['toPhoto'],
): Detection {
  const from = toPhoto(centreX - width / 2, centreY - height / 2)
  const to = toPhoto(centreX + width / 2, centreY + height / 2)
  const inside = (value: number) => Math.min(Math.max(value, 0), 1)
  return { label, score, left: inside(from.x), top: inside(from.y), right: inside(to.x), bottom: inside(to.y) }
}

/** Throws if a model's output has another shape than its decoder reads. Returns the last dimension. */
export function expectDims(tensor: Tensor, wanted: readonly (number | null)[]): number {
  const fits = tensor.dims.length === wanted.length && wanted.every((size, i) => size === null || size === tensor.dims[i])
  if (!fits) {
    const shape = wanted.map((size) => size ?? 'n').join(', ')
    throw new Error(`The model answers with the shape [${tensor.dims.join(', ')}]; its entry in the manifest promises [${shape}].`)
  }
  return tensor.dims.at(-1) ?? 0
}
