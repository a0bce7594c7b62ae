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
  /** Of length 1; the dot product of two says how alike their photos are. */
  embedding: Float32Array
  /** Of the mirrored photo: search with both, keep the first. Null where the model has none. */
  mirrored: Float32Array | null
  model: ModelVersion
}

/** What it answers. */
export type Answer<T extends Task> = T extends OdometerTask ? OdometerRead : T extends DeedPhotoTask ? DeedLook : Embedded

/** What a worker is started with. */
export interface WorkerData {
  models: readonly CheckedModel[]
  /** Counts the workers that are warm. */
  warm: Int32Array<SharedArrayBuffer>
}

/**
 * A task and the time, as of `Date.now()`, when it is given up. The worker looks at the clock between the runs of its models: a thread must
 * not be ended from outside while ONNX Runtime computes, because its binding then aborts the whole process. One run takes a fixed time.
 */
export interface TimedTask {
  task: Task
  deadline: number
}
