import { expect, test } from 'vitest'
import type { Pixels } from '../pixels.ts'
import { inputOf } from './input.fixture.ts'
import { prepareInput } from './input.ts'
import { resize } from './resize.ts'

const flat = (width: number, height: number, [r, g, b]: [number, number, number]): Pixels => ({
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => [r, g, b][i % 3] ?? 0),
  width,
  height,
})

test('ImageNet models: the middle of the photo, each channel less its mean, divided by its deviation', () => {
  const photo = flat(400, 300, [255, 128, 0])
  const input = inputOf({
    width: 224,
    height: 224,
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    resize: 'centre-crop',
  })
  const { tensor, toPhoto } = prepareInput(photo, input)
  expect(tensor.dims).toEqual([1, 3, 224, 224])
  expect(tensor.data[0]).toBeCloseTo((1 - 0.485) / 0.229, 4)
  expect(tensor.data[224 * 224]).toBeCloseTo((128 / 255 - 0.456) / 0.224, 4)
  expect(tensor.data[2 * 224 * 224]).toBeCloseTo(-0.406 / 0.225, 4)
  expect(toPhoto(112, 112)).toEqual({ x: 0.5, y: 0.5 })
  expect(toPhoto(0, 0).y).toBeCloseTo(0.0625)
})

test('channels last, blue first', () => {
  const { tensor } = prepareInput(flat(4, 4, [1, 2, 3]), inputOf({ width: 2, height: 2, layout: 'NHWC', channels: 'BGR' }))
  expect(tensor.dims).toEqual([1, 2, 2, 3])
  expect([...tensor.data]).toEqual([3, 2, 1, 3, 2, 1, 3, 2, 1, 3, 2, 1])
})

test('a letter-boxed photo keeps its proportions; the rest has the colour of the frame', () => {
  const { tensor } = prepareInput(flat(4, 2, [9, 9, 9]), inputOf({ width: 4, height: 4, channels: 'GREY', resize: 'letterbox' }))
  expect([...tensor.data].map(Math.round)).toEqual([...Array<number>(8).fill(9), ...Array<number>(8).fill(114)])
})

test('a pixel that shrinks is the mean of all it covers, and one that grows lies between its neighbours', () => {
  const stripes: Pixels = { data: Uint8Array.from({ length: 4 * 3 }, (_, i) => (Math.floor(i / 3) % 2) * 200), width: 4, height: 1 }
  expect([...resize(stripes, 1, 1).data]).toEqual([100, 100, 100])
  const two: Pixels = { data: Uint8Array.of(0, 0, 0, 200, 200, 200), width: 2, height: 1 }
  expect([...resize(two, 4, 1).data].filter((_, i) => i % 3 === 0)).toEqual([0, 50, 150, 200])
})
