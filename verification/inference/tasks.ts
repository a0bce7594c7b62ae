import type { Change } from '../checks/facts.ts'
import type { DeedTask, Frame, Material } from '#lib/events.ts'
import type { DeedLook, ModelVersion, OdometerRead } from '../findings.ts'
import type { CheckedModel } from '../networks/manifest.ts'
import type { Pixels } from '../pixels.ts'

export interface OdometerTask {
  kind: 'odometer'
  photo: Pixels
  guideFrame: Frame | null
  previous: number | null
}

export interface DeedPhotoTask {
  kind: 'deed'
  photo: Pixels
  task: Exclude<DeedTask, 'EV_CHARGING'>
  material: Material | null
}

export interface EmbedTask {
  kind: 'embed'
  photo: Pixels
}

/** What a worker is asked. */
export type Task = OdometerTask | DeedPhotoTask | EmbedTask

export interface Embedded {
  /** Of length 1. The dot product of two says how alike their photos are. */
  embedding: Float32Array
  /** Of the photo as it may have been turned: search with these too, and keep the first alone. Empty if the model has none. */
  turned: readonly { change: Change; embedding: Float32Array }[]
  model: ModelVersion
}

/** What it answers. */
export type Answer<T extends Task> = T extends OdometerTask
  ? OdometerRead
  : T extends DeedPhotoTask
    ? DeedLook
    : readonly Embedded[]

/** What a worker is started with. */
export interface WorkerData {
  models: readonly CheckedModel[]
  /** Counts the workers that are warm. */
  warm: Int32Array<SharedArrayBuffer>
}

/**
 * A task and the time (`Date.now()`) at which it is given up. The worker looks at the clock between the runs of its models. If a thread
 * were ended from outside while ONNX Runtime computes, its binding would abort the whole process. One run takes a fixed time.
 */
export interface TimedTask {
  task: Task
  deadline: number
}
