import sharp from 'sharp'
import { createLog } from '#lib/log.ts'
import { dashboardPhoto } from '../test/photos.ts'
import { decode } from '../verification/images/decode.ts'
import { engineOf } from '../verification/inference/engine.ts'
import { openInference, type Inference } from '../verification/inference/inference.ts'
import { MODELS_FOLDER, readModels } from '../verification/networks/manifest.ts'
import type { Tensor } from '../verification/networks/model.ts'
import { openAll, type OpenModel } from '../verification/networks/open-model.ts'
import type { Pixels } from '../verification/pixels.ts'

export const GOAL = { share: 0.8, photoMs: 1_500 }
const ROUNDS = 7
const PHOTOS = 6

interface ModelRun {
  model: OpenModel
  inputs: Record<string, Tensor>
}

/**
 * The service beside the bare models, on one worker: what runs in ONNX Runtime for a few photos is recorded once, with its tensors, and run
 * again without the rest. Rounds of both alternate, so that a busy machine slows both.
 */
export async function measureRates(): Promise<{ service: number; raw: number; share: number }> {
  const photos = await drawnPhotos()
  await using service = await openInference({ log: createLog('bench', { level: 'silent' }), workers: 1 })
  const runs = await recorded(photos)
  const shares: number[] = []
  const rates = { service: [] as number[], raw: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    const raw = await perSecond(() => replay(runs))
    const served = await perSecond(() => Promise.all(photos.map((photo) => judged(service, photo))))
    rates.raw.push(raw)
    rates.service.push(served)
    shares.push(served / raw)
  }
  return { service: median(rates.service), raw: median(rates.raw), share: median(shares) }
}

/** Milliseconds from the bytes of a 12-megapixel JPEG to its reading and fingerprints, one after the other on one thread and one worker. */
export async function measureLargePhoto(times = 20): Promise<{ median: number; p95: number; inferenceMedian: number }> {
  await using service = await openInference({ log: createLog('bench', { level: 'silent' }), workers: 1 })
  const { jpeg } = await dashboardPhoto({ reading: 48_210, width: 4000, height: 3000 })
  const [whole, inference]: [number[], number[]] = [[], []]
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    const decoded = await decode({ bytes: jpeg, anchors: [] })
    if (!('pixels' in decoded)) throw new Error('The drawn photo was refused.')
    const between = performance.now()
    await judged(service, decoded.pixels)
    inference.push(performance.now() - between)
    whole.push(performance.now() - start)
  }
  return { median: median(whole), p95: quantile(whole, 0.95), inferenceMedian: median(inference) }
}

/** `npm run bench -- inference` */
export async function run(): Promise<void> {
  const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  const { service, raw, share } = await measureRates()
  line('what', 'photos a second', 'share')
  line('---', '---', '---')
  line('the models alone', raw.toFixed(2), '1.00')
  line('through the service', service.toFixed(2), share.toFixed(2))
  process.stdout.write(`Goal: ${GOAL.share}.\n\n`)
  const large = await measureLargePhoto()
  line('12-megapixel photo, one core', 'median', 'p95')
  line('---', '---', '---')
  line('bytes to reading, ms', large.median.toFixed(0), large.p95.toFixed(0))
  line('of which inference, ms', large.inferenceMedian.toFixed(0), '')
  process.stdout.write(`Goal: ${GOAL.photoMs} ms at p95.\n`)
}

/** An odometer's photo is read and embedded. */
async function judged(service: Inference, photo: Pixels): Promise<void> {
  await service.readOdometer(photo, { guideFrame: null, previous: null })
  await service.embed(photo)
}

async function drawnPhotos(): Promise<Pixels[]> {
  const photos: Pixels[] = []
  for (let seed = 1; seed <= PHOTOS; seed++) {
    const { jpeg } = await dashboardPhoto({ reading: 48_210 + 9_871 * seed, seed })
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
    const shared = new Uint8Array(new SharedArrayBuffer(data.length))
    shared.set(data)
    photos.push({ data: shared, width: info.width, height: info.height })
  }
  return photos
}

/** Every run of a model that the photos cause. */
async function recorded(photos: readonly Pixels[]): Promise<ModelRun[]> {
  const open = await openAll(await readModels([MODELS_FOLDER]))
  const runs: ModelRun[] = []
  const recording = open.map((model) => ({
    ...model,
    model: {
      ...model.model,
      run: (inputs: Record<string, Tensor>) => {
        runs.push({ model, inputs })
        return model.model.run(inputs)
      },
    },
  }))
  const engine = engineOf(recording)
  for (const photo of photos) {
    await engine.readOdometer({ kind: 'odometer', photo, guideFrame: null, previous: null })
    await engine.embed({ kind: 'embed', photo })
  }
  return runs
}

async function replay(runs: readonly ModelRun[]): Promise<void> {
  for (const { model, inputs } of runs) await model.model.run(inputs)
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (PHOTOS * 1000) / (performance.now() - start)
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
const median = (values: readonly number[]): number => quantile(values, 0.5)
