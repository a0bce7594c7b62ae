import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineOf, odometerModels, type Engine } from '../../../verification/inference/engine.ts'
import type { OdometerModels } from '../../../verification/inference/odometer-models.ts'
import { likelihood } from '../../../verification/inference/deed.ts'
import type { Pixels } from '../../../verification/pixels.ts'
import { MODELS_FOLDER, readModels, type ModelEntry } from '../../../verification/networks/manifest.ts'
import { openAll, type OpenModel } from '../../../verification/networks/open-model.ts'

/** Open models with what they answer, and how often each ran. */
export interface Variant {
  engine: Engine
  models: OdometerModels
  /** Runs by task since it was opened. */
  runs: Map<ModelEntry['task'], number>
  threshold(task: ModelEntry['task'], name: string): number
  /** How likely a photo shows a dashboard. */
  scene(photo: Pixels): Promise<number>
}

/** The models in force. */
export const now = (): Promise<Variant> => opened(MODELS_FOLDER)

/** The models and thresholds with which issue 14 began: the manifest of then beside the same weights. */
export async function before(): Promise<Variant> {
  const folder = await mkdtemp(join(tmpdir(), 'evergraph-models-'))
  try {
    for (const file of await readdir(MODELS_FOLDER))
      if (file.endsWith('.onnx')) await copyFile(join(MODELS_FOLDER, file), join(folder, file))
    await copyFile(join(import.meta.dirname, 'before.json'), join(folder, 'manifest.json'))
    return await opened(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function opened(folder: string): Promise<Variant> {
  const runs: Variant['runs'] = new Map()
  const active = (await openAll(await readModels([folder]))).filter(({ entry }) => entry.state === 'ACTIVE')
  const counted = active.map((open): OpenModel => {
    const run: typeof open.model.run = (inputs) => {
      runs.set(open.entry.task, (runs.get(open.entry.task) ?? 0) + 1)
      return open.model.run(inputs)
    }
    return { ...open, model: { ...open.model, run } }
  })
  const models = odometerModels(counted)
  if (!models) throw new Error('The manifest has no active reader.')
  const modelOf = (task: ModelEntry['task']) => active.find(({ entry }) => entry.task === task)
  const scenes = modelOf('DASHBOARD')
  if (!scenes) throw new Error('The manifest has no active scene model.')
  return {
    engine: engineOf(counted),
    models,
    runs,
    threshold: (task, name) => modelOf(task)?.entry.thresholds[name] ?? NaN,
    scene: (photo) => likelihood(scenes, photo, 'DASHBOARD'),
  }
}
