import type { DeedTask, Frame, Material } from '#lib/events.ts'
import type { Log } from '#lib/log.ts'
import { availableParallelism } from 'node:os'
import type { DeedLook, OdometerRead, Thresholds } from '../findings.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Pixels } from '../pixels.ts'
import { MODELS_FOLDER, readModels, type CheckedModel, type ModelEntry } from '../networks/manifest.ts'
import { isCalibrated } from './odometer-confidence.ts'
import { openPool, type Pool } from './pool.ts'
import type { Embedded } from './tasks.ts'

export interface OdometerOptions {
  /** Where the capture flow's guide frame stood; the odometer is looked for there first. */
  guideFrame: Frame | null
  /** The vehicle's last approved reading in the display's unit: chooses among candidates, never makes one up. */
  previous: number | null
}

/** The box's models, running in worker threads. */
export interface Inference extends AsyncDisposable {
  /** Reads the odometer; `text` and `value` are null where none was found. */
  readOdometer(photo: Pixels, options: OdometerOptions): Promise<OdometerRead>
  /** Judges a deed's photo; no judgement where no model here can. For RECYCLING, `material` is the claim. */
  judgeDeed(photo: Pixels, task: DeedTask, material: Material | null): Promise<DeedLook>
  /** Unit vectors by which near duplicates are found. */
  embed(photo: Pixels): Promise<Embedded>
  /** From where on the answers of the models in force decide. */
  thresholds(): Thresholds
  /** The entries in force, the shadows among them. */
  models(): readonly ModelEntry[]
  /** Reads the manifests again and changes to them once every worker is warm. Throws and leaves the old ones in force where they are at fault. */
  reload(): Promise<void>
}

export interface InferenceOptions {
  /** A folder with a manifest of the operator's own, whose entries come after the project's. */
  folder?: string | null
  log: Log
  /** Worker threads; one fewer than cores by default. */
  workers?: number
}

/**
 * Opens the models in worker threads and warms them. Throws where a file's hash is not the manifest's, and names it. Photos whose pixels lie
 * in shared memory reach the workers without a copy. Every method rejects when its worker dies, when the photo takes longer than
 * `VERIFICATION_LIMITS.inferenceMs`, and when `VERIFICATION_LIMITS.inFlight` photos wait already; the caller's job tries again.
 */
export async function openInference(options: InferenceOptions): Promise<Inference> {
  const folders = options.folder ? [MODELS_FOLDER, options.folder] : [MODELS_FOLDER]
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1)
  const open = async (): Promise<{ models: CheckedModel[]; pool: Pool }> => {
    const models = await readModels(folders)
    return { models, pool: await openPool(models, { workers, waiting: VERIFICATION_LIMITS.inFlight, log: options.log }) }
  }
  let current = await open()

  return {
    readOdometer: (photo, { guideFrame, previous }) => current.pool.run({ kind: 'odometer', photo, guideFrame, previous }),
    judgeDeed: async (photo, task, material) => {
      if (task === 'EV_CHARGING') return { judgement: null, shadows: [] }
      return current.pool.run({ kind: 'deed', photo, task, material })
    },
    embed: (photo) => current.pool.run({ kind: 'embed', photo }),
    thresholds: () => ({ approveReading: approveReading(current.models), dashboard: dashboard(current.models) }),
    models: () => current.models.map(({ entry }) => entry),
    reload: async () => {
      const before = current
      current = await open()
      options.log.info({ models: versions(current.models) }, 'The models were changed.')
      // Photos in flight are finished by the workers that have them.
      await before.pool.close()
    },
    [Symbol.asyncDispose]: () => current.pool.close(),
  }
}

const versions = (models: readonly CheckedModel[]) => models.map(({ entry }) => `${entry.name} ${entry.version} ${entry.state}`)

const inForce = (models: readonly CheckedModel[], task: ModelEntry['task']) =>
  models.find(({ entry }) => entry.task === task && entry.state === 'ACTIVE')?.entry

/** Above every confidence where there is no threshold, or none that means anything without coefficients: then a person looks at each reading. */
function approveReading(models: readonly CheckedModel[]): number {
  const reader = inForce(models, 'ODOMETER_READER')
  return reader && isCalibrated(reader.calibration) ? (reader.thresholds['approve'] ?? NEVER) : NEVER
}
const NEVER = 2

/** Where no model says what a dashboard is, none is missed. */
const dashboard = (models: readonly CheckedModel[]): number => inForce(models, 'DASHBOARD')?.thresholds['least'] ?? 0
