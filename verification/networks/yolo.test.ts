import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openModel } from './model.ts'
import type { Pixels } from '../pixels.ts'
import { DECODERS, type YoloxDecoder, type Yolov8Decoder } from './decoders.ts'
import { prepareInput } from './input.ts'
import { inputOf } from './input.fixture.ts'
import { DATA, lacking, sharedPhoto } from './shared-data.fixture.ts'
import { decodeYolov8, decodeYolox } from './yolo.ts'

const black = (width: number, height: number): Pixels => ({ data: new Uint8Array(width * height * 3), width, height })
const near = (value: number): unknown => expect.closeTo(value, 5)
const yolox = (labels: string[]) =>
  DECODERS.parse({ kind: 'yolox', output: 'output', labels, strides: [8, 16, 32] }) as YoloxDecoder
const yolov8 = (labels: string[]) => DECODERS.parse({ kind: 'yolov8', output: 'output0', labels }) as Yolov8Decoder

test('YOLOX: a cell of the grid becomes a box of the photo', () => {
  const input = inputOf({ width: 64, height: 64, resize: 'letterbox' })
  const prepared = prepareInput(black(128, 64), input)
  const data = new Float32Array((64 + 16 + 4) * 7)
  // Stride 16, row 1, column 2: its centre half a cell to the right; two cells wide, one high; the second label.
  data.set([0.5, 0.25, Math.log(2), Math.log(1), 0.9, 0.1, 0.8], (64 + 1 * 4 + 2) * 7)
  const [found, ...more] = decodeYolox({ data, dims: [1, 84, 7] }, yolox(['cat', 'bicycle']), input, prepared)
  expect(more).toEqual([])
  expect(found).toMatchObject({
    label: 'bicycle',
    left: near(24 / 64),
    right: near(56 / 64),
    top: near(12 / 32),
    bottom: near(28 / 32),
  })
  expect(found?.score).toBeCloseTo(0.72)
})

test('YOLOX: an output of another shape is refused in words', () => {
  const input = inputOf({ width: 64, height: 64, resize: 'letterbox' })
  expect(() =>
    decodeYolox({ data: new Float32Array(7), dims: [1, 1, 7] }, yolox(['a', 'b']), input, prepareInput(black(64, 64), input)),
  ).toThrow('[1, 1, 7]; its entry in the manifest promises [1, 84, 7]')
})

test('YOLOv8: the best label of an anchor counts, and overlapping boxes of one label are one', () => {
  const input = inputOf({ width: 640, height: 640, resize: 'letterbox', anchor: 'centre' })
  const prepared = prepareInput(black(1280, 640), input)
  const anchors = 8400
  const data = new Float32Array(84 * anchors)
  const put = (anchor: number, box: number[], label: number, score: number) => {
    box.forEach((value, row) => (data[row * anchors + anchor] = value))
    data[(4 + label) * anchors + anchor] = score
  }
  put(10, [320, 320, 100, 50], 1, 0.9)
  put(11, [322, 321, 100, 50], 1, 0.8)
  put(12, [322, 321, 100, 50], 5, 0.7)
  const labels = Array.from({ length: 80 }, (_, i) => `label ${i}`)
  const found = decodeYolov8({ data, dims: [1, 84, anchors] }, yolov8(labels), prepared)
  expect(found.map(({ label }) => label)).toEqual(['label 1', 'label 5'])
  // The photo takes the middle 320 rows of the square.
  expect(found[0]).toMatchObject({
    left: near(270 / 640),
    right: near(370 / 640),
    top: near((295 - 160) / 320),
    bottom: near((345 - 160) / 320),
  })
})

const COCO_BOTTLE = 39
test.skipIf(lacking('models/yolox_nano.onnx') || lacking('waste/images'))(
  'YOLOX-nano sees bottles on photos of bottles',
  async () => {
    await using model = await openModel(await readFile(join(DATA, 'models/yolox_nano.onnx')))
    const input = inputOf({ name: 'images', width: 416, height: 416, channels: 'BGR', resize: 'letterbox' })
    const labels = Array.from({ length: 80 }, (_, i) => (i === COCO_BOTTLE ? 'bottle' : `label ${i}`))
    for (const name of ['glass96', 'glass262', 'plastic199', 'plastic274', 'plastic476']) {
      const prepared = prepareInput(await sharedPhoto(`waste/images/trashnet-${name}.jpg`), input)
      const { output } = await model.run({ images: prepared.tensor })
      if (!output) throw new Error('No output.')
      const [best] = decodeYolox(output, yolox(labels), input, prepared)
      expect([name, best?.label]).toEqual([name, 'bottle'])
      expect(best?.score).toBeGreaterThan(0.5)
      expect((best?.right ?? 0) - (best?.left ?? 0)).toBeGreaterThan(0.1)
    }
  },
)
