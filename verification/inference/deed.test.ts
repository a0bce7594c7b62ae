import { createLog } from '#lib/log.ts'
import type { Material } from '#lib/events.ts'
import { expect, test } from 'vitest'
import { openInference } from './inference.ts'
import { lacking, sharedPhoto } from '../networks/shared-data.fixture.ts'

const log = createLog('models', { level: 'silent' })
/** With the numbers of a few photos of each that the shared data has. */
const PHOTOS: Partial<Record<Material, number[]>> = {
  CARDBOARD: [1, 100, 104],
  GLASS: [1, 10, 100],
  METAL: [1, 10, 101],
  PAPER: [1, 10, 101],
  PLASTIC: [1, 10, 100],
}
const MATERIALS = Object.keys(PHOTOS) as Material[]

test.skipIf(lacking('waste/images'))('the shipped classifier prefers the true material of an item', async () => {
  await using inference = await openInference({ log, workers: 1 })
  let right = 0
  for (const [i, material] of MATERIALS.entries()) {
    for (const number of PHOTOS[material] ?? []) {
      const photo = await sharedPhoto(`waste/images/trashnet-${material.toLowerCase()}${number}.jpg`)
      const judged = await Promise.all(MATERIALS.map((claim) => inference.judgeDeed(photo, 'RECYCLING', claim)))
      const confidences = judged.map(({ judgement }) => judgement?.confidence ?? 0)
      if (confidences.indexOf(Math.max(...confidences)) === i) right++
      expect(judged[i]?.judgement?.models).toEqual([{ name: 'recycling-item', version: '2' }])
    }
  }
  expect(right).toBeGreaterThanOrEqual(9)
})

test('of deeds that no shipped model knows, none is judged', async () => {
  await using inference = await openInference({ log, workers: 1 })
  const photo = { data: new Uint8Array(300), width: 10, height: 10 }
  for (const task of ['TREE_PLANTING', 'LITTER_CLEAN_UP', 'CYCLING', 'PUBLIC_TRANSPORT', 'EV_CHARGING'] as const) {
    expect((await inference.judgeDeed(photo, task, null)).judgement).toBeNull()
  }
})
