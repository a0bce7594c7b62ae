import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { CHANGES, type Change } from '../checks/facts.ts'
import { pdqDistance, pdqOf } from './pdq.ts'
import { pixelsOf, scene } from './scene.fixture.ts'

const hashOf = async (picture: Sharp) => pdqOf(await pixelsOf(await picture.png().toBuffer()))
const original = await scene(1)
const picture = () => sharp(original)
const hash = await hashOf(picture())

test('half of the bits are set, for the median divides them', () => {
  expect(pdqDistance(hash.hash, new Uint8Array(32))).toBe(128)
})

test('the same picture has the same hash', async () => {
  expect(pdqDistance((await hashOf(picture())).hash, hash.hash)).toBe(0)
})

const SAVED: [what: string, change: (picture: Sharp) => Sharp][] = [
  ['saved at quality 70', (p) => p.jpeg({ quality: 70 })],
  ['saved at quality 30', (p) => p.jpeg({ quality: 30 })],
  ['half as wide', (p) => p.resize(400)],
  ['darker', (p) => p.linear(0.7)],
  ['a WebP', (p) => p.webp({ quality: 80 })],
]
test.each(SAVED)('a copy %s differs in 10 bits at most', async (_, change) => {
  const copy = await hashOf(sharp(await change(picture()).toBuffer()))
  expect(pdqDistance(copy.hash, hash.hash)).toBeLessThanOrEqual(10)
})

test('other pictures differ in more than 31 bits', async () => {
  const others = await Promise.all([2, 3, 4, 5, 6, 7].map(async (seed) => hashOf(sharp(await scene(seed)))))
  for (const other of others) expect(pdqDistance(other.hash, hash.hash)).toBeGreaterThan(31)
})

const MADE: Record<Change, (picture: Sharp) => Promise<Sharp>> = {
  NONE: async (p) => p,
  TURNED_90: async (p) => p.rotate(90),
  TURNED_180: async (p) => p.rotate(180),
  TURNED_270: async (p) => p.rotate(270),
  MIRRORED: async (p) => p.flop(),
  MIRRORED_90: async (p) => sharp(await p.flop().toBuffer()).rotate(90),
  MIRRORED_180: async (p) => sharp(await p.flop().toBuffer()).rotate(180),
  MIRRORED_270: async (p) => sharp(await p.flop().toBuffer()).rotate(270),
}
test.each(CHANGES)('a copy that is changed by %s names its original by that change alone', async (change) => {
  const { originals } = await hashOf(await MADE[change](picture()))
  const near = CHANGES.filter((_, i) => pdqDistance(originals[i] ?? new Uint8Array(32), hash.hash) <= 31)
  expect(near).toEqual([change])
})

test('an empty picture has no quality', async () => {
  const grey = sharp({ create: { width: 300, height: 200, channels: 3, background: '#777' } })
  expect((await hashOf(grey)).quality).toBe(0)
})
