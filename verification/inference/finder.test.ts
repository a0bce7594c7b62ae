import { expect, test } from 'vitest'
import type { Tensor } from '../networks/model.ts'
import { DECODERS, type EastDecoder } from '../networks/decoders.ts'
import { search, wayUp, type View } from './finder.ts'
import { halvings, type Grey } from '../networks/grey.ts'
import { inputOf } from '../networks/input.fixture.ts'
import type { OpenModel } from '../networks/open-model.ts'
import { whole } from '../networks/resize.ts'

/** A finder that takes every bright area of at least a few cells for an upright line, whatever way up the picture is. */
function brightFinder(sure: number): { finder: OpenModel<EastDecoder>; looks: number[][] } {
  const looks: number[][] = []
  const decoder = DECODERS.parse({ kind: 'east', score: 'score', geometry: 'geometry', sure, looks: [1] }) as EastDecoder
  const run = async ({ photo }: Record<string, Tensor>): Promise<Record<string, Tensor>> => {
    if (!photo) throw new Error('No photo.')
    looks.push([...photo.dims])
    return mapsOf(photo)
  }
  const model = { inputs: ['photo'], outputs: ['score', 'geometry'], run, [Symbol.asyncDispose]: async () => {} }
  const entry = { input: inputOf({ name: 'photo', width: 128, height: 128, channels: 'GREY', scale: 1 / 255 }), decoder }
  // The finder reads nothing else of its entry.
  return { finder: { model, entry: entry as never }, looks }
}

/** Score 1 where it is bright; distances to the bright area's hull; not found where the hull is higher than wide, as nets see text. */
function mapsOf({ data, dims: [count = 0, , height = 0, width = 0] }: Tensor) {
  const [rows, columns] = [height / 4, width / 4]
  const score = new Float32Array(count * 2 * rows * columns)
  const geometry = new Float32Array(count * 6 * rows * columns)
  for (let n = 0; n < count; n++) {
    const bright: [number, number][] = []
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) if ((data[(n * height + y) * width + x] ?? 0) > 0.5) bright.push([x, y])
    const [xs, ys] = [bright.map(([x]) => x), bright.map(([, y]) => y)]
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs) + 1, Math.min(...ys), Math.max(...ys) + 1]
    if (bright.length === 0 || right - left < bottom - top) continue
    for (let i = 0; i < rows * columns; i++) {
      const [x, y] = [((i % columns) + 0.5) * 4, (Math.floor(i / columns) + 0.5) * 4]
      if (x < left || x > right || y < top || y > bottom) continue
      score[n * 2 * rows * columns + i] = 0.9
      ;[y - top, right - x, bottom - y, x - left, 1, 0].forEach(
        (value, channel) => (geometry[(n * 6 + channel) * rows * columns + i] = value),
      )
    }
  }
  return {
    score: { data: score, dims: [count, 2, rows, columns] },
    geometry: { data: geometry, dims: [count, 6, rows, columns] },
  }
}

function photoWith(width: number, height: number, bar: { left: number; top: number; width: number; height: number }): Grey {
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    return x >= bar.left && x < bar.left + bar.width && y >= bar.top && y < bar.top + bar.height ? 255 : 0
  })
  return { data, width, height }
}

const about = (value: number, digits = 0): unknown => expect.closeTo(value, digits - 1)

const LOOK: Omit<View, 'area'> = { quarters: 0, looks: [1], mostScale: Infinity, most: 5 }
const found = (finder: OpenModel<EastDecoder>, photo: Grey, view: Partial<View> = {}, known: Parameters<typeof search>[3] = []) =>
  search(finder, halvings(photo), { ...LOOK, area: whole(photo), ...view }, known)

test('a line is found on the photo and again, closely, in its window', async () => {
  const { finder, looks } = brightFinder(0.8)
  const [line] = await found(finder, photoWith(512, 384, { left: 200, top: 240, width: 120, height: 32 }))
  expect(line?.box).toMatchObject({
    centreX: about(260),
    centreY: about(256),
    width: about(120),
    height: about(32),
    angle: about(0),
  })
  expect(looks).toEqual([
    [1, 1, 96, 128],
    [1, 1, 320, 320],
  ])
})

test('a line that is known already gets no second close look', async () => {
  const { finder, looks } = brightFinder(0.8)
  const photo = photoWith(512, 384, { left: 200, top: 240, width: 120, height: 32 })
  const known = await found(finder, photo)
  looks.length = 0
  expect(await found(finder, photo, {}, known)).toEqual([])
  expect(looks).toEqual([[1, 1, 96, 128]])
})

test.each([1, 2])('which way up a photo lies is decided by one quick look at each side (%i)', async (scale) => {
  const { finder, looks } = brightFinder(0.8)
  const photo = photoWith(512 * scale, 384 * scale, { left: 100 * scale, top: 60 * scale, width: 32 * scale, height: 120 * scale })
  const quarters = await wayUp(finder, halvings(photo), 0.5)
  expect(Math.abs(quarters)).toBe(1)
  expect(looks).toHaveLength(2)
  const [line] = await found(finder, photo, { quarters })
  const { centreX = 0, centreY = 0, angle = 0 } = line?.box ?? {}
  expect([centreX, centreY].map((at) => Math.round(at / scale / 4))).toEqual([29, 30])
  expect(Math.round(Math.abs(angle))).toBe(90)
})

test('a photo stays upright where its sides show nothing surer', async () => {
  const { finder } = brightFinder(0.8)
  const photo = photoWith(512, 384, { left: 100, top: 60, width: 32, height: 120 })
  expect(await wayUp(finder, halvings(photo), 0.95)).toBe(0)
})

test('an area is looked at alone, and not enlarged more than it may be', async () => {
  const { finder, looks } = brightFinder(0)
  const photo = photoWith(512, 384, { left: 200, top: 240, width: 60, height: 16 })
  await found(finder, photo, { area: { left: 180, top: 220, width: 100, height: 64 }, mostScale: 1 })
  expect(looks[0]).toEqual([1, 1, 64, 128])
})
