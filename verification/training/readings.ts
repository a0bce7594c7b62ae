import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { odometerModels } from '../inference/engine.ts'
import { MODELS_FOLDER, readModels } from '../networks/manifest.ts'
import { openAll } from '../networks/open-model.ts'
import type { Features } from '../inference/odometer-confidence.ts'
import type { Instrument } from '../inference/odometer-instrument.ts'
import { choose, explained, readLooked, type ExplainedRead } from '../inference/odometer.ts'
import { looksAt, readBoxes } from '../inference/odometer-looks.ts'
import type { OdometerModels } from '../inference/odometer-models.ts'
import type { Frame } from '#lib/events.ts'
import type { PixelBox } from '../networks/rectify.ts'
import type { Pixels } from '../pixels.ts'
import { drawnCar } from './drawn-cars.ts'
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
  kind: LabelledPhoto['kind'] | 'drawn'
  scene: Scene
  truth: number
  value: number | null
  text: string | null
  features: Features | null
  instrument: Instrument | null
}

const READINGS = join(import.meta.dirname, '.cache/readings.json')

/** A photo with everything that its scenes need. */
export interface Subject {
  of: Pick<Reading, 'file' | 'vehicle' | 'part' | 'kind' | 'truth'>
  pixels: Pixels
  box: PixelBox
  frame: Frame
}

/** Seeds of drawn cars. Each is a vehicle of its own. */
export const DRAWN = { calibration: [1_000, 180], test: [3_000, 60] } as const

/** Reads the calibration and test photos in every scene with the pipeline as it is shipped, and keeps the result for `evaluate.ts`. */
export async function readAll(folder = MODELS_FOLDER, limit = Infinity): Promise<Reading[]> {
  const models = await activeModels(folder)
  const readings: Reading[] = []
  let count = 0
  for (const some of [subjects('calibration', 'test'), drawnSubjects('calibration'), drawnSubjects('test')])
    for await (const subject of some) {
      if (count++ >= limit) break
      readings.push(...(await readScenes(models, subject)))
      if (count % 20 === 0) process.stdout.write(`${count} photos\n`)
    }
  await writeFile(READINGS, JSON.stringify(readings))
  return readings
}

export async function activeModels(folder: string): Promise<OdometerModels> {
  const open = (await openAll(await readModels([folder]))).filter(({ entry }) => entry.state === 'ACTIVE')
  const models = odometerModels(open)
  if (!models) throw new Error('The manifest has no active reader.')
  return models
}

/** The photos of vehicles on which nothing was trained. */
export async function* subjects(...parts: LabelledPhoto['part'][]): AsyncGenerator<Subject> {
  for (const photo of await labelledPhotos()) {
    if (!parts.includes(photo.part)) continue
    const pixels = await pixelsOf(photo)
    yield {
      of: { file: photo.file, vehicle: photo.vehicle, part: photo.part, kind: photo.kind, truth: photo.reading },
      pixels,
      box: photo.box,
      frame: guideFrameOf(photo, pixels),
    }
  }
}

export async function* drawnSubjects(part: keyof typeof DRAWN, count: number = DRAWN[part][1]): AsyncGenerator<Subject> {
  for (let seed = DRAWN[part][0]; seed < DRAWN[part][0] + count; seed++) {
    const { photo, reading, box, frame } = await drawnCar(seed)
    yield {
      of: { file: `drawn ${seed}`, vehicle: `drawn ${seed}`, part, kind: 'drawn', truth: reading },
      pixels: photo,
      box,
      frame,
    }
  }
}

export const keptReadings = async (): Promise<Reading[]> => JSON.parse(await readFile(READINGS, 'utf8')) as Reading[]

export async function readScenes(models: OdometerModels, { of, pixels, box, frame }: Subject): Promise<Reading[]> {
  const looked = looksAt(models, pixels)
  const labelled = await readBoxes(models, looked.grey, [{ box, score: 0.9, place: 'ANYWHERE' }])
  return scenesOf(
    of,
    frame,
    (framed, previous) => readLooked(models, looked, framed, previous),
    await explained(models, looked, choose(models, pixels, labelled, null), null),
  )
}

/** The readings of one photo in every scene. */
export async function scenesOf(
  of: Subject['of'],
  frame: Frame,
  read: (frame: Frame | null, previous: number | null) => Promise<ExplainedRead>,
  labelled: ExplainedRead,
): Promise<Reading[]> {
  const before = (from: number, to: number, purpose: string) => Math.max(0, of.truth - between(from, to, chance(of, purpose)))
  const usual = before(10, 1_500, 'previous')
  const seen: Record<Scene, ExplainedRead> = {
    'labelled box': labelled,
    photo: await read(null, null),
    'photo, previous': await read(null, usual),
    'photo, older previous': await read(null, before(1_500, 20_000, 'older')),
    'photo, later previous': await read(null, before(-5_000, -10, 'later')),
    frame: await read(frame, null),
    'frame, previous': await read(frame, usual),
  }
  return SCENES.map((scene) => {
    const { value, text, features, instrument } = seen[scene]
    return { ...of, scene, value, text, features, instrument }
  })
}

const between = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share)
