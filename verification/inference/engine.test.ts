import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dashboardPhoto } from '../../test/photos.ts'
import { MODELS_FOLDER, readModels } from '../networks/manifest.ts'
import { openAll, type OpenModel } from '../networks/open-model.ts'
import { engineOf } from './engine.ts'

test('a reading on what hardly looks like a dashboard is not sure, however clear its digits are', async () => {
  const open = await openAll(await readModels([MODELS_FOLDER]))
  const { data, info } = await sharp((await dashboardPhoto({ reading: 137_596, seed: 2 })).jpeg)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const task = {
    kind: 'odometer',
    photo: { data, width: info.width, height: info.height },
    guideFrame: null,
    previous: null,
  } as const

  const [sure, doubtful] = await Promise.all(
    [0.9, 0.1].map((dashboard) => engineOf(open.map((model) => seeing(model, dashboard))).readOdometer(task)),
  )
  expect(sure).toMatchObject({ value: 137_596, dashboard: expect.closeTo(0.9) })
  expect(doubtful).toMatchObject({ value: 137_596, dashboard: expect.closeTo(0.1) })
  expect(sure?.confidence).toBeGreaterThan(0.8)
  expect(doubtful?.confidence).toBeLessThanOrEqual(0.5)
})

/** The scene model, if it saw a dashboard with this probability. */
function seeing(open: OpenModel, dashboard: number): OpenModel {
  if (open.entry.task !== 'DASHBOARD') return open
  const run = async () => ({ scene: { data: Float32Array.of(dashboard, 0, 1 - dashboard), dims: [1, 3] } })
  return { ...open, model: { ...open.model, run } }
}
