import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { odometerModels } from '../inference/engine.ts'
import { greyOf } from '../networks/grey.ts'
import { MODELS_FOLDER, readModels } from '../networks/manifest.ts'
import { openAll } from '../networks/open-model.ts'
import type { Features } from '../inference/odometer-confidence.ts'
import { choose, findBoxes, readBoxes, type ExplainedRead, type OdometerModels } from '../inference/odometer.ts'
import { chance, guideFrameOf, labelledPhotos, pixelsOf, type LabelledPhoto } from './evaluate-data.ts'

/** How a photo comes in: what the pipeline sees of it, and what is known of the vehicle. */
export const SCENES = [
  'labelled box',
  'photo',
  'photo, previous',
  'photo, older previous',
  'photo, later previous',
  'frame',
  'frame, previous',
] as const
export type Scene = (typeof SCENES)[number]

/** What the pipeline read on a labelled photo. */
export interface Reading {
  file: string
  vehicle: string
  part: LabelledPhoto['part']
  display: string
  scene: Scene
  truth: number
  value: number | null
  text: string | null
  features: Features | null
}

const READINGS = join(import.meta.dirname, '.cache/readings.json')

/** Reads the calibration and test photos in every scene with the pipeline as it is shipped, and keeps the result for `evaluate.ts`. */
export async function readAll(folder = MODELS_FOLDER, limit = Infinity): Promise<Reading[]> {
  const open = (await openAll(await readModels([folder]))).filter(({ entry }) => entry.state === 'ACTIVE')
  const models = odometerModels(open)
  if (!models) throw new Error('The manifest has no active reader.')
  const photos = (await labelledPhotos()).filter(({ part }) => part !== 'train')
  const readings: Reading[] = []
  for (const [i, photo] of photos.entries()) {
    if (i >= limit) break
    readings.push(...(await readScenes(models, photo)))
    if (i % 20 === 19) process.stdout.write(`${i + 1} of ${photos.length} photos\n`)
  }
  await writeFile(READINGS, JSON.stringify(readings))
  return readings
}

export const keptReadings = async (): Promise<Reading[]> => JSON.parse(await readFile(READINGS, 'utf8')) as Reading[]

async function readScenes(models: OdometerModels, photo: LabelledPhoto): Promise<Reading[]> {
  const pixels = await pixelsOf(photo)
  const grey = greyOf(pixels)
  const read = async (boxes: Awaited<ReturnType<typeof findBoxes>>) => readBoxes(models, grey, boxes)
  const labelled = await read([{ box: photo.box, score: 0.9 }])
  const whole = await read(await findBoxes(models, pixels, null))
  const framed = await read(await findBoxes(models, pixels, guideFrameOf(photo, pixels)))
  const before = (from: number, to: number, purpose: string) =>
    Math.max(0, photo.reading - between(from, to, chance(photo, purpose)))
  const usual = before(10, 1_500, 'previous')
  const seen: Record<Scene, ReturnType<typeof choose>> = {
    'labelled box': choose(models, pixels, labelled, null),
    photo: choose(models, pixels, whole, null),
    'photo, previous': choose(models, pixels, whole, usual),
    'photo, older previous': choose(models, pixels, whole, before(1_500, 20_000, 'older')),
    'photo, later previous': choose(models, pixels, whole, before(-5_000, -10, 'later')),
    frame: choose(models, pixels, framed, null),
    'frame, previous': choose(models, pixels, framed, usual),
  }
  return SCENES.map((scene) => readingOf(photo, scene, seen[scene]))
}

const between = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share)

const readingOf = ({ file, vehicle, part, display, reading }: LabelledPhoto, scene: Scene, read: ExplainedRead): Reading => ({
  file,
  vehicle,
  part,
  display,
  scene,
  truth: reading,
  value: read.value,
  text: read.text,
  features: read.features,
})
