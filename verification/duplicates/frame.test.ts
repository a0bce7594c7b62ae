import sharp from 'sharp'
import { expect, test } from 'vitest'
import { altered, ALTERATIONS } from './alterations.fixture.ts'
import { withoutFrame } from './frame.ts'
import { outlineOf } from './outline.ts'
import { pixelsOf, scene } from './scene.fixture.ts'

const outline = async (bytes: Buffer) => outlineOf(await pixelsOf(bytes))
const difference = (a: Uint8Array, b: Uint8Array) => a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length

test.each(['white border 8 %', 'white border 20 %'])('a copy without its frame is its original: %s', async (name) => {
  const how = ALTERATIONS[name]
  if (!how) throw new Error(`no ${name}`)
  const original = await scene(3)
  const framed = await outline(await altered(original, how))
  const own = await outline(original)
  expect(difference(withoutFrame(framed), own)).toBeLessThan(difference(framed, own) / 4)
})

test('a photo without a frame stays as it is', async () => {
  const own = await outline(await scene(3))
  expect(withoutFrame(own)).toBe(own)
})

test('of a photo of one brightness the middle stays', async () => {
  const grey = { create: { width: 64, height: 64, channels: 3 as const, background: '#333' } }
  const own = await outline(await sharp(grey).png().toBuffer())
  expect(withoutFrame(own)).toEqual(own)
})
