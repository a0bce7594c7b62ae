import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dashboardPhoto } from '../../test/photos.ts'
import type { PixelBox } from '../networks/rectify.ts'
import type { Pixels } from '../pixels.ts'
import { copiedDigits } from './copied-digits.ts'

/** From here on `checks/copied-digits.ts` asks. */
const FLAG_AT = 0.92

async function photo(reading: number, seed: number, width: number, style: 'segments' | 'screen') {
  const { jpeg, guideFrame } = await dashboardPhoto({ reading, seed, style, width, height: width * 0.75 })
  const pixels = await decoded(jpeg)
  const { left, top, width: wide, height: high } = guideFrame
  const box: PixelBox = {
    centreX: (left + wide / 2) * pixels.width,
    centreY: (top + high / 2) * pixels.height,
    width: (wide / 1.25) * pixels.width,
    height: (high / 1.7) * pixels.height,
    angle: 0,
  }
  return { pixels, box }
}

async function decoded(jpeg: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The cell of one digit over that of another, saved once more. */
async function pasted({ data, width, height }: Pixels, box: PixelBox, from: number, to: number): Promise<Pixels> {
  const [wide, high] = [Math.floor((box.width / 6) * 0.96), Math.floor(box.height * 0.96)]
  const leftOf = (cell: number) => Math.round(box.centreX - box.width / 2 + ((cell + 0.5) * box.width) / 6 - wide / 2)
  const top = Math.round(box.centreY - high / 2)
  const source = sharp(data, { raw: { width, height, channels: 3 } })
  const cell = await source
    .clone()
    .extract({ left: leftOf(from), top, width: wide, height: high })
    .png()
    .toBuffer()
  return decoded(
    await source
      .composite([{ input: cell, left: leftOf(to), top }])
      .jpeg({ quality: 88 })
      .toBuffer(),
  )
}

test('two digits of one display that are the same are no copies, however alike they are', async () => {
  for (const style of ['segments', 'screen'] as const)
    for (const seed of [1, 6])
      for (const width of [600, 800, 1600]) {
        const { pixels, box } = await photo(110_110, seed, width, style)
        expect(copiedDigits(pixels, box, 6), `${style} ${width} ${seed}`).toBeLessThan(FLAG_AT)
      }
})

test('a digit that was pasted over another is found, though the photo was saved again', async () => {
  for (const [i, style] of (['segments', 'screen', 'segments', 'screen'] as const).entries()) {
    const { pixels, box } = await photo(142_857, i + 1, 800, style)
    expect(copiedDigits(pixels, box, 6), style).toBeLessThan(FLAG_AT)
    expect(copiedDigits(await pasted(pixels, box, 4, 2), box, 6), style).toBeGreaterThanOrEqual(FLAG_AT)
  }
})

test('high digits are compared in all their detail', async () => {
  const { pixels, box } = await photo(142_857, 2, 1000, 'screen')
  expect(copiedDigits(await pasted(pixels, box, 4, 2), box, 6)).toBeGreaterThanOrEqual(FLAG_AT)
})

test('a box at the edge, a flat one, and one digit are no copies', async () => {
  const { pixels, box } = await photo(142_857, 1, 400, 'screen')
  expect(copiedDigits(pixels, { ...box, centreX: 0, centreY: 0 }, 6)).toBeLessThan(FLAG_AT)
  expect(copiedDigits({ ...pixels, data: new Uint8Array(pixels.data.length) }, box, 6)).toBe(0)
  expect(copiedDigits(pixels, box, 1)).toBe(0)
})
