import { expect, test } from 'vitest'
import type { Grey } from './grey.ts'
import { extended, moved, rectify, toFractions, toPixels } from './rectify.ts'

/** Black, with the given pixels white. */
function drawn(width: number, height: number, white: (x: number, y: number) => boolean): Grey {
  const data = Uint8Array.from({ length: width * height }, (_, i) => (white(i % width, Math.floor(i / width)) ? 255 : 0))
  return { data, width, height }
}

/** The strip's columns, as B(lack) or W(hite). */
function columns(photo: Grey, angle: number, size = { width: 40, height: 10 }): string {
  const strip = new Float32Array(8 * 2)
  rectify(photo, { centreX: photo.width / 2, centreY: photo.height / 2, ...size, angle }, strip, 8, 2)
  return Array.from(strip.slice(0, 8))
    .map((grey) => (grey > 127 ? 'W' : 'B'))
    .join('')
}

test('a box is read along its angle: 0 to the right, 90 downwards, -90 upwards, 180 upside down', () => {
  const right = drawn(100, 100, (x) => x >= 50)
  expect(columns(right, 0)).toBe('BBBBWWWW')
  expect(columns(right, 180)).toBe('WWWWBBBB')
  const below = drawn(100, 100, (_, y) => y >= 50)
  expect(columns(below, 90)).toBe('BBBBWWWW')
  expect(columns(below, -90)).toBe('WWWWBBBB')
})

test('a line at 30 degrees is straight on its strip', () => {
  const radians = Math.PI / 6
  const tilted = drawn(200, 200, (x, y) => Math.abs(-Math.sin(radians) * (x - 99.5) + Math.cos(radians) * (y - 99.5)) < 6)
  expect(columns(tilted, 30)).toBe('WWWWWWWW')
  expect(columns(tilted, 0, { width: 80, height: 10 })).toMatch(/^BB+W{2,3}BB+$/)
})

test('fine stripes fade to grey, they do not alias', () => {
  const stripes = drawn(256, 64, (x) => x % 2 === 0)
  const strip = new Float32Array(8 * 2)
  rectify(stripes, { centreX: 128, centreY: 32, width: 128, height: 32, angle: 0 }, strip, 8, 2)
  for (const grey of strip) expect(Math.abs(grey - 127.5)).toBeLessThan(8)
})

test('a box moves along and across its own direction, by its height', () => {
  const box = { centreX: 100, centreY: 100, width: 80, height: 20, angle: 90 }
  const further = moved(box, 1, 0)
  expect([further.centreX, further.centreY].map(Math.round)).toEqual([100, 120])
  expect(extended(box, 0.5, 0.25)).toMatchObject({ width: 100, height: 30 })
})

test('fractions of the photo and back', () => {
  const photo = drawn(200, 100, () => false)
  const box = { centreX: 50, centreY: 25, width: 40, height: 10, angle: 12 }
  expect(toFractions(box, photo)).toEqual({ centreX: 0.25, centreY: 0.25, width: 0.2, height: 0.1, angle: 12 })
  expect(toPixels(toFractions(box, photo), photo)).toEqual(box)
})
