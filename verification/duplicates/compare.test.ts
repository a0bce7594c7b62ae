import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { altered, ALTERATIONS } from './alterations.fixture.ts'
import { compared } from './compare.ts'
import { openComparer } from './comparer.ts'
import { outlineOf } from './outline.ts'
import { pixelsOf, scene } from './scene.fixture.ts'
import { until } from '../../test/until.ts'

/** Drawn scenes are finer than photos, whose own threshold is `SAME_PICTURE`: a large crop of one is a little less like it. */
const SAME = 0.9

async function looked(bytes: Buffer) {
  const pixels = await pixelsOf(bytes)
  return { outline: outlineOf(pixels), aspect: pixels.width / pixels.height }
}
const dark = async (seed: number) => altered(await scene(seed), { steps: [(photo) => photo.linear(0.2)], quality: 95 })

test('a dark copy with a white border is like its original, and like no other photo', async () => {
  const border = ALTERATIONS['white border 20 %']
  if (!border) throw new Error('no border')
  for (const seed of [1, 2, 3]) {
    const copy = await looked(await altered(await dark(seed), border))
    const earlier = await Promise.all(
      [seed, seed + 10].map(async (of) => ({ outline: (await looked(await dark(of))).outline, change: 'NONE' as const })),
    )
    const [own = 0, other = 1] = compared({ ...copy, earlier })
    expect(own, `scene ${seed}`).toBeGreaterThanOrEqual(SAME)
    expect(other, `scene ${seed + 10}`).toBeLessThan(0.5)
  }
})

test('a photo that has a frame itself is like its crop', async () => {
  const framed = await altered(await scene(4), {
    steps: [(photo) => photo.extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#111' })],
  })
  const copy = await looked(
    await altered(framed, { steps: [(photo) => photo.extract({ left: 20, top: 20, width: 860, height: 640 })] }),
  )
  expect(compared({ ...copy, earlier: [{ outline: (await looked(framed)).outline, change: 'NONE' }] })[0]).toBeGreaterThanOrEqual(
    SAME,
  )
})

test('a thread that dies while it starts leaves no photo waiting for ever, and the next photo is compared', async () => {
  await using comparer = openComparer({ threads: 1, log: createLog('photos', { level: 'silent' }) })
  const outline = new Uint8Array(128 * 128)
  const photo = { outline, aspect: 1, earlier: [{ outline, change: 'NONE' as const }] }
  for (let death = 0; death < 2; death++) {
    process.once('worker', (thread) => void thread.terminate())
    await expect(comparer.compare(photo)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  }
  expect(await comparer.compare(photo)).toHaveLength(1)
})

test('a thread that hangs at a photo is ended: its photo fails, and the next one is compared', async () => {
  await using comparer = openComparer({ threads: 1, log: createLog('photos', { level: 'silent' }), limitMs: 3_000 })
  const { outline, aspect } = await looked(await scene(5))
  const one = { outline, change: 'NONE' as const }
  // Hours of work.
  const endless = { outline, aspect, earlier: Array.from({ length: 200_000 }, () => one) }
  const threads: Worker[] = []
  const note = (thread: Worker) => void threads.push(thread)
  process.on('worker', note)
  // It counts as a failure of the photo, unlike having no room for it.
  await expect(comparer.compare(endless)).rejects.not.toMatchObject({ code: 'UNAVAILABLE' })
  // On a busy machine it may take longer to start a thread.
  const next = () => comparer.compare({ outline, aspect, earlier: [one] }).catch(() => undefined)
  expect(await until(next)).toHaveLength(1)
  process.off('worker', note)
  expect(threads.length).toBeGreaterThan(1)
  await until(() => threads[0]?.threadId === -1)
})
