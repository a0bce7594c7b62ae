import sharp from 'sharp'
import { expect, test } from 'vitest'
import { levelsOf, outlineBefore } from './levels.ts'
import { altered, ALTERATIONS } from './alterations.fixture.ts'
import { outlineOf } from './outline.ts'
import { homographyOf } from './homography.ts'
import { allowance, likeness } from './overlay.ts'
import { pixelsOf, scene } from './scene.fixture.ts'

/** Drawn scenes are finer than photos, whose own threshold is `SAME_PICTURE`: a large crop of one is a little less like it. */
const SAME = 0.9

async function looked(bytes: Buffer) {
  const pixels = await pixelsOf(bytes)
  return { outline: outlineOf(pixels), aspect: pixels.width / pixels.height }
}

const SEEDS = [1, 2, 3]
test.each([
  'crop 20 %',
  'crop 35 %',
  'turn −8°',
  'turn 8°, corners cut',
  'perspective 6 %',
  'perspective 12 %',
  'screenshot with bars',
  'white border 20 %',
  'photo of a screen',
])('a copy is like its original, and like no other picture: %s', async (name) => {
  const how = ALTERATIONS[name]
  if (!how) throw new Error(`no ${name}`)
  for (const seed of SEEDS) {
    const original = await scene(seed)
    const { outline, aspect } = await looked(await altered(original, how))
    const to = async (other: Buffer) => likeness(levelsOf(outline), levelsOf((await looked(other)).outline), aspect)
    expect(await to(original), `scene ${seed}`).toBeGreaterThanOrEqual(SAME)
    expect(await to(await scene(seed + 10)), `scene ${seed + 10}`).toBeLessThan(0.5)
  }
})

test('one like half does not make a copy', async () => {
  for (const seed of SEEDS) {
    const half = await sharp(await scene(seed))
      .extract({ left: 0, top: 0, width: 400, height: 600 })
      .png()
      .toBuffer()
    const other = await sharp(await scene(seed + 20))
      .composite([{ input: half, left: 0, top: 0 }])
      .png()
      .toBuffer()
    const { outline, aspect } = await looked(other)
    const old = levelsOf((await looked(await scene(seed))).outline)
    expect(likeness(levelsOf(outline), old, aspect), `scene ${seed}`).toBeLessThan(SAME)
  }
})

test('a mirrored copy is like its original by its mirrored outline', async () => {
  const original = await scene(4)
  const { outline, aspect } = await looked(await altered(original, { steps: [(photo) => photo.flop()] }))
  const old = levelsOf((await looked(original)).outline)
  expect(likeness(levelsOf(outlineBefore('MIRRORED', outline)), old, aspect)).toBeGreaterThanOrEqual(SAME)
  expect(likeness(levelsOf(outline), old, aspect)).toBeLessThan(SAME)
})

test('what enlarging loses is given back, what making smaller adds is taken off, and neither is much', () => {
  const of = (share: number) => allowance(homographyOf({ degrees: 3, across: share, down: share }, 4 / 3))
  expect(of(1)).toBeCloseTo(0)
  expect(of(0.95)).toBeCloseTo(0.0067, 3)
  expect(of(1 / 0.95)).toBeCloseTo(-0.0067, 3)
  for (const share of [0.8, 0.5, 0.01]) expect(of(share)).toBe(0.02)
  for (const share of [1.2, 2, 100]) expect(of(share)).toBe(-0.02)
})
