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
  /** Where the capture flow's guide frame was. The odometer is looked for there first. */
  guideFrame: Frame | null
  /** The vehicle's last approved reading in the display's unit. It chooses among candidates, and never makes one up. */
  previous: number | null
}

/** The box's models, running in worker threads. */
export interface Inference extends AsyncDisposable {
  /** Reads the odometer. `text` and `value` are null if none was found. */
  readOdometer(photo: Pixels, options: OdometerOptions): Promise<OdometerRead>
  /** Judges a deed's photo. There is no judgement if no model here can. For RECYCLING, `material` is the claim. */
  judgeDeed(photo: Pixels, task: DeedTask, material: Material | null): Promise<DeedLook>
  /** Unit vectors by which near duplicates are found: of the model in force, then of its shadows. */
  embed(photo: Pixels): Promise<readonly Embedded[]>
  /** The thresholds of the models in force. */
  thresholds(): Thresholds
  /** The entries in force, and the shadows. */
  models(): readonly ModelEntry[]
  /**
   * Reads the manifests again, and changes to them when every worker is warm. If they are at fault, it throws, and the old models stay in
   * force.
   */
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
 * Opens the models in worker threads and warms them up. If a file's hash is not the manifest's, it throws and names the file. Photos with
 * pixels in shared memory reach the workers without a copy. Every method rejects if its worker dies, if the photo takes longer than
 * `VERIFICATION_LIMITS.inferenceMs`, and if `VERIFICATION_LIMITS.inFlight` photos wait already. The caller's job tries again.
 */
export async function openInference(options: InferenceOptions): Promise<Inference> {
  const folders = options.folder ? [MODELS_FOLDER, options.folder] : [MODELS_FOLDER]
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1)
  const open = async (): Promise<{ models: CheckedModel[]; pool: Pool }> => {
    const models = await readModels(folders)
    return { models, pool: await openPool(models, { workers, waiting: VERIFICATION_LIMITS.inFlight, log: options.log }) }
  }
  let current = await open()
  const change = async () => {
    const before = current
    current = await open()
    options.log.info({ models: versions(current.models) }, 'The models were changed.')
    // The old workers finish the photos that they have.
    await before.pool.close()
  }
  let changing = Promise.resolve()

  return {
    readOdometer: (photo, { guideFrame, previous }) => current.pool.run({ kind: 'odometer', photo, guideFrame, previous }),
    judgeDeed: async (photo, task, material) => {
      if (task === 'EV_CHARGING') return { judgement: null, shadows: [] }
      return current.pool.run({ kind: 'deed', photo, task, material })
    },
    embed: (photo) => current.pool.run({ kind: 'embed', photo }),
    thresholds: () => ({ approveReading: approveReading(current.models), dashboard: dashboard(current.models) }),
    models: () => current.models.map(({ entry }) => entry),
    reload: () => {
      // One after the other: of two at once, the workers of one would run on for nobody, and the older manifest might win.
      const changed = changing.then(change)
      changing = changed.catch(() => undefined)
      return changed
    },
    [Symbol.asyncDispose]: async () => {
      await changing
      await current.pool.close()
    },
  }
}

const versions = (models: readonly CheckedModel[]) => models.map(({ entry }) => `${entry.name} ${entry.version} ${entry.state}`)

const inForce = (models: readonly CheckedModel[], task: ModelEntry['task']) =>
  models.find(({ entry }) => entry.task === task && entry.state === 'ACTIVE')?.entry

/** Above every confidence if there is no threshold, or no coefficients to make it mean anything. Then a person looks at each reading. */
function approveReading(models: readonly CheckedModel[]): number {
  const reader = inForce(models, 'ODOMETER_READER')
  return reader && isCalibrated(reader.calibration) ? (reader.thresholds['approve'] ?? NEVER) : NEVER
}
const NEVER = 2

/** Without a model for dashboards, this threshold never flags. */
const dashboard = (models: readonly CheckedModel[]): number => inForce(models, 'DASHBOARD')?.thresholds['least'] ?? 0
