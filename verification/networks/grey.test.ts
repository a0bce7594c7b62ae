import { expect, test } from 'vitest'
import { randomOf } from '../../test/random.ts'
import type { Pixels } from '../pixels.ts'
import { greyOf, greyWhereNeeded, halved, halvedGrey } from './grey.ts'
import { rectify } from './rectify.ts'
import { halvedColour, resizeGrey } from './resize.ts'

function noise(width: number, height: number, seed: number): Pixels {
  const random = randomOf(seed)
  return { data: Uint8Array.from({ length: width * height * 3 }, () => 256 * random()), width, height }
}

test('a grey that is made where it is needed is the whole one, wherever a box is cut out of it', () => {
  const random = randomOf(1)
  const between = (from: number, to: number) => from + (to - from) * random()
  const photo = noise(301, 203, 2)
  const whole = greyOf(photo)
  for (let i = 0; i < 200; i++) {
    // Some are partly beyond the photo, and some altogether.
    const box = {
      centreX: between(-80, 380),
      centreY: between(-80, 280),
      width: between(5, 250),
      height: between(3, 60),
      angle: between(-180, 180),
    }
    const [strip, wanted] = [new Float32Array(48 * 8), new Float32Array(48 * 8)]
    rectify(greyWhereNeeded(photo), box, strip, 48, 8)
    rectify(whole, box, wanted, 48, 8)
    expect(strip).toEqual(wanted)
    const area = { left: between(0, 150), top: between(0, 100), width: between(20, 150), height: between(20, 100) }
    expect(resizeGrey(greyWhereNeeded(photo), 31, 17, area)).toEqual(resizeGrey(whole, 31, 17, area))
  }
})

test.each(['GREY', 'MEAN'] as const)('half of the %s of a photo is the same in one go', (measure) => {
  for (const [width, height] of [
    [64, 48],
    [33, 21],
    [1, 9],
    [9, 1],
  ] as const) {
    const photo = noise(width, height, width)
    expect(halvedGrey(photo, measure)).toEqual(halved(greyOf(photo, measure)))
  }
})

test('a half in colour is the mean of four pixels, whether its bytes are taken four at once or not', () => {
  for (const [width, height] of [
    [8, 6],
    [64, 4],
    [10, 6],
    [2, 2],
  ] as const) {
    const photo = noise(width, height, width + height)
    const half = halvedColour(photo)
    const at = (x: number, y: number, c: number) => photo.data[(y * width + x) * 3 + c] ?? 0
    const wanted = Array.from({ length: (width * height * 3) / 4 }, (_, i) => {
      const [x, y, c] = [2 * (Math.floor(i / 3) % (width / 2)), 2 * Math.floor(i / 3 / (width / 2)), i % 3]
      return (at(x, y, c) + at(x + 1, y, c) + at(x, y + 1, c) + at(x + 1, y + 1, c) + 2) >> 2
    })
    expect([...half.data]).toEqual(wanted)
    // In the middle of a buffer, where no word begins.
    const shifted = new Uint8Array(photo.data.length + 1).subarray(1)
    shifted.set(photo.data)
    expect(halvedColour({ ...photo, data: shifted })).toEqual(half)
  }
})

test('each pixel of a strip is the mean of its samples, and each sample lies between four pixels of the photo', () => {
  const photo = greyOf(noise(200, 100, 5))
  const box = { centreX: 100.3, centreY: 50.2, width: 120, height: 30, angle: 11 }
  const [inside, apart] = [new Float32Array(48 * 8), new Float32Array(48 * 8)]
  rectify(photo, box, inside, 48, 8)
  // One row of the strip at a time, by hand: the mean of what lies between four pixels.
  const radians = (box.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const pixel = (x: number, y: number) => photo.data[y * 200 + x] ?? 0
  const [samplesX, samplesY] = [Math.round(120 / 48), Math.round(30 / 8)]
  for (let row = 0; row < 8 * samplesY; row++)
    for (let column = 0; column < 48 * samplesX; column++) {
      const along = ((column + 0.5) * 120) / (48 * samplesX) - 60
      const across = ((row + 0.5) * 30) / (8 * samplesY) - 15
      const [x, y] = [box.centreX + along * cos - across * sin - 0.5, box.centreY + along * sin + across * cos - 0.5]
      const [x0, y0] = [Math.floor(x), Math.floor(y)]
      const upper = pixel(x0, y0) * (1 - x + x0) + pixel(x0 + 1, y0) * (x - x0)
      const lower = pixel(x0, y0 + 1) * (1 - x + x0) + pixel(x0 + 1, y0 + 1) * (x - x0)
      const to = Math.floor(row / samplesY) * 48 + Math.floor(column / samplesX)
      apart[to] = (apart[to] ?? 0) + (upper * (1 - y + y0) + lower * (y - y0)) / (samplesX * samplesY)
    }
  for (const [i, grey] of inside.entries()) expect(grey).toBeCloseTo(apart[i] ?? 0, 2)
})
