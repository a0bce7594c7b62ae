import { createLog } from '#lib/log.ts'
import { expect, test } from 'vitest'
import { readModels } from '../networks/manifest.ts'
import { colourEntry, meanColourModel, modelsFolder } from '../networks/onnx.fixture.ts'
import { openPool, type Pool } from './pool.ts'
import type { DeedPhotoTask } from './tasks.ts'

const log = createLog('models', { level: 'silent' })

/** A pool whose model takes a few hundred milliseconds for a photo, or next to nothing. */
async function colourPool(options: { slow?: number; workers?: number; waiting?: number; timeoutMs?: number } = {}): Promise<Pool> {
  const side = options.slow ? 512 : 8
  const bytes = meanColourModel({ side, slow: options.slow ?? 0 })
  const input = { name: 'x', width: side, height: side, channels: 'RGB', scale: 1 / 255, resize: 'squeeze' }
  const models = await readModels([await modelsFolder({ 'colours.onnx': bytes }, [colourEntry(bytes, { input })])])
  return openPool(models, { workers: 1, waiting: 8, log, ...options })
}

const green = (): DeedPhotoTask => ({
  kind: 'deed',
  photo: { data: Uint8Array.from({ length: 300 }, (_, i) => (i % 3 === 1 ? 255 : 0)), width: 10, height: 10 },
  task: 'TREE_PLANTING',
  material: null,
})

test('a worker that is killed at its work rejects the photo, and the next one is judged by another worker', async () => {
  const pool = await colourPool()
  const [thread] = pool.threads()
  // So large that the worker still scales it down when it is killed.
  const side = 6_000
  const photo = { data: new Uint8Array(new SharedArrayBuffer(side * side * 3)), width: side, height: side }
  const failed = expect(pool.run({ ...green(), photo })).rejects.toThrow()
  await thread?.terminate()
  await failed
  expect(await pool.run(green())).toMatchObject({ judgement: { confidence: 1 } })
  expect(pool.threads()).not.toContain(thread)
  await pool.close()
})

test('a photo that waits or works too long is given up, and its worker goes on', async () => {
  const pool = await colourPool({ slow: 1_500, timeoutMs: 2_000 })
  const [thread] = pool.threads()
  const photos = await Promise.all(Array.from({ length: 8 }, () => pool.run(green()).catch((error: Error) => error.message)))
  expect(photos[0]).toMatchObject({ judgement: { confidence: 1 } })
  expect(photos.at(-1)).toBe('The photo was given up: the models had no time for it.')
  expect(await pool.run(green())).toMatchObject({ judgement: { confidence: 1 } })
  expect(pool.threads()).toEqual([thread])
  await pool.close()
})

test('more photos than may wait are refused, so that the queue of jobs keeps them', async () => {
  const pool = await colourPool({ slow: 60, waiting: 2 })
  const photos = await Promise.allSettled(Array.from({ length: 5 }, () => pool.run(green())))
  const refused = photos.flatMap((photo) => (photo.status === 'rejected' ? [photo.reason as unknown] : []))
  expect(refused).toHaveLength(2)
  expect(refused[0]).toMatchObject({ code: 'UNAVAILABLE' })
  await pool.close()
})

test('an ending waits for every thread at its work, not only for the first that has finished', async () => {
  const pool = await colourPool({ slow: 60, workers: 2 })
  const photos = Array.from({ length: 3 }, () => pool.run(green()))
  await pool.close()
  expect(await Promise.all(photos)).toMatchObject(photos.map(() => ({ judgement: { confidence: 1 } })))
  await expect(pool.run(green())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('a model that its entry describes wrongly does not start, and the sentence says why', async () => {
  const bytes = meanColourModel()
  const decoder = { kind: 'classifier', output: 'scores', labels: ['a', 'b', 'c'] }
  const models = await readModels([await modelsFolder({ 'colours.onnx': bytes }, [colourEntry(bytes, { decoder })])])
  await expect(openPool(models, { workers: 1, waiting: 1, log })).rejects.toThrow(
    'The model colours 1 has no output scores; it has y.',
  )
})

test('photos on shared memory are judged as well', async () => {
  const pool = await colourPool()
  const task = green()
  const data = new Uint8Array(new SharedArrayBuffer(300))
  data.set(task.photo.data)
  expect(await pool.run({ ...task, photo: { ...task.photo, data } })).toMatchObject({ judgement: { confidence: 1 } })
  await pool.close()
})
