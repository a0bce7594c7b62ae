import { createLog } from '#lib/log.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { Pixels } from '../pixels.ts'
import { openInference, type Inference } from './inference.ts'
import { colourEntry, meanColourModel, modelsFolder, writeManifest } from '../networks/onnx.fixture.ts'

const log = createLog('models', { level: 'silent' })
const bytes = meanColourModel()

const coloured = (red: number, green: number, blue: number): Pixels => ({
  data: Uint8Array.from({ length: 300 }, (_, i) => [red, green, blue][i % 3] ?? 0),
  width: 10,
  height: 10,
})

async function opened(models: readonly object[]): Promise<{ folder: string; inference: Inference }> {
  const folder = await modelsFolder({ 'colours.onnx': bytes }, models)
  return { folder, inference: await openInference({ folder, log, workers: 1 }) }
}
const judge = async (inference: Inference, photo = coloured(0, 255, 0)) =>
  (await inference.judgeDeed(photo, 'TREE_PLANTING', null)).judgement

test('a deed that no model judges has no judgement, so that a person judges it', async () => {
  const { inference } = await opened([])
  await using _ = inference
  for (const task of ['TREE_PLANTING', 'EV_CHARGING'] as const)
    expect(await inference.judgeDeed(coloured(1, 2, 3), task, null)).toEqual({ judgement: null, shadows: [] })
})

test("an operator's own model judges the deeds that its entry names, and the judgement names its version", async () => {
  const { inference } = await opened([colourEntry(bytes)])
  await using _ = inference
  expect(await judge(inference)).toMatchObject({
    confidence: 1,
    approveAt: 0.8,
    rejectAt: 0.1,
    models: [{ name: 'colours', version: '1' }],
  })
  expect((await judge(inference, coloured(255, 0, 0)))?.confidence).toBe(0)
})

test('no threshold is below 70 percent, whatever a manifest says', async () => {
  const { inference } = await opened([colourEntry(bytes, { thresholds: { approve: 0.3 } })])
  await using _ = inference
  expect((await judge(inference))?.approveAt).toBe(0.7)
})

test('a shadow is noted beside the judgement and decides nothing; one that fails does not either', async () => {
  const blue = {
    kind: 'classifier',
    output: 'y',
    labels: ['red', 'green', 'blue'],
    scores: 'probabilities',
    accepts: { TREE_PLANTING: ['blue'] },
  }
  const broken = { ...blue, labels: ['only one'] }
  const { inference } = await opened([
    colourEntry(bytes),
    colourEntry(bytes, { version: '2', state: 'SHADOW', decoder: blue }),
    colourEntry(bytes, { version: '3', state: 'SHADOW', decoder: broken }),
  ])
  await using _ = inference
  const { judgement, shadows } = await inference.judgeDeed(coloured(0, 255, 0), 'TREE_PLANTING', null)
  expect(judgement?.confidence).toBe(1)
  expect(judgement?.models).toEqual([{ name: 'colours', version: '1' }])
  expect(shadows).toMatchObject([
    { model: { name: 'colours', version: '2' }, result: { confidence: 0 } },
    { model: { name: 'colours', version: '3' }, result: { error: expect.stringContaining('promises [1, 1]') as unknown } },
  ])
})

test('a model in the shadow answers also where none is in force, and decides nothing', async () => {
  const { inference } = await opened([colourEntry(bytes, { state: 'SHADOW' })])
  await using _ = inference
  const { judgement, shadows } = await inference.judgeDeed(coloured(0, 255, 0), 'TREE_PLANTING', null)
  expect(judgement).toBeNull()
  expect(shadows).toMatchObject([{ model: { name: 'colours', version: '1' }, result: { confidence: 1 } }])
})

test('a reload changes the version while photos are in flight: each is judged once, by one of the two', async () => {
  const { folder, inference } = await opened([colourEntry(bytes)])
  await using _ = inference
  const versions: string[] = []
  const reload = { done: false }
  const stream = async () => {
    while (!reload.done || versions.at(-1) !== '2') {
      const judgement = await judge(inference)
      expect(judgement?.confidence).toBe(1)
      versions.push(judgement?.models[0]?.version ?? '')
    }
  }
  const streams = [stream(), stream()]
  await writeManifest(folder, [colourEntry(bytes, { version: '2' })])
  await inference.reload()
  reload.done = true
  await Promise.all(streams)
  expect(new Set(versions)).toEqual(new Set(['1', '2']))
  expect(inference.models().map(({ name, version }) => `${name} ${version}`)).toContain('colours 2')
})

test('reloads at once leave the workers of one behind, and the newest manifest in force', async () => {
  const { folder, inference } = await opened([colourEntry(bytes)])
  const threads = new Set<Worker>()
  const note = (thread: Worker) => void threads.add(thread.once('exit', () => threads.delete(thread)))
  process.on('worker', note)
  try {
    const first = inference.reload()
    await writeManifest(folder, [colourEntry(bytes, { version: '2' })])
    await Promise.all([first, inference.reload(), inference.reload()])
    expect(threads.size).toBe(1)
    expect((await judge(inference))?.models).toEqual([{ name: 'colours', version: '2' }])
  } finally {
    process.off('worker', note)
    await inference[Symbol.asyncDispose]()
  }
  expect(threads.size).toBe(0)
})

test('a reload with a bad manifest says what is wrong and leaves the models in force', async () => {
  const { folder, inference } = await opened([colourEntry(bytes)])
  await using _ = inference
  await writeManifest(folder, [colourEntry(bytes, { version: '2', sha256: '0'.repeat(64) })])
  await expect(inference.reload()).rejects.toThrow('has the SHA-256')
  await writeFile(join(folder, 'manifest.json'), '{')
  await expect(inference.reload()).rejects.toThrow('is no JSON')
  expect((await judge(inference))?.models).toEqual([{ name: 'colours', version: '1' }])
})
