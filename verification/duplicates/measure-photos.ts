import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { openModel, type Model } from '../networks/model.ts'
import type { Pixels } from '../pixels.ts'
import { quantised, type Fingerprint } from './fingerprint.ts'
import { pictureFacts } from './picture.ts'

/** The test data's folder (`TRAINING_DATA`); null where there is none. */
export function dataFolder(): string | null {
  const folder = resolve(import.meta.dirname, '../..', process.env.TRAINING_DATA ?? '../shared/data')
  return existsSync(join(folder, 'odometer', 'labels.csv')) ? folder : null
}

export interface Photo {
  file: string
  set: 'odometer' | 'waste'
  /** One vehicle, or one material. */
  group: string
  /** COPY: the set holds the same photo a second time. */
  part: 'train' | 'calibration' | 'test' | 'copy'
}

/** The photos that `verification/training/embedding.py` has listed, by vehicle, with a mark for those that training did not use. */
export async function listed(): Promise<Photo[]> {
  const at = resolve(import.meta.dirname, '../training/.cache/embedding-192.json')
  if (!existsSync(at))
    throw new Error(`${at} is not there: run verification/training/embedding.py first, which splits the photos by vehicle.`)
  return JSON.parse(await readFile(at, 'utf8')) as Photo[]
}

export const embeddingModel = async (): Promise<Model> =>
  openModel(await readFile(resolve(import.meta.dirname, '../models/photo-embedding-1.onnx')))

export async function fingerprintOf(bytes: Buffer, model: Model): Promise<Omit<Fingerprint, 'sha256'>> {
  const { pdq, outline, aspect, embeddingInput } = pictureFacts(await pixelsOf(bytes))
  const { embedding, mirrored } = await model.run({ photo: { data: embeddingInput, dims: [1, 3, 128, 128] } })
  if (!embedding || !mirrored) throw new Error('the embedding model has other outputs')
  const vectors = { model: 'photo-embedding-1', vector: quantised(embedding.data), mirrored: quantised(mirrored.data) }
  return { pdq, outline, aspect, embedding: vectors }
}

/** Upright RGB, at most 1,600 pixels wide or high. */
export async function pixelsOf(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { failOn: 'none' })
    .rotate()
    .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

type Alteration = (photo: Sharp, size: { width: number; height: number }) => Sharp

const resize =
  (share: number): Alteration =>
  (photo, { width }) =>
    photo.resize({ width: Math.round(width * share) })

/** Takes `percent` off the width and the height, more of it at the left and the top. */
const crop =
  (percent: number): Alteration =>
  (photo, { width, height }) => {
    const [w, h] = [Math.round(width * (1 - percent / 100)), Math.round(height * (1 - percent / 100))]
    return photo.extract({ left: Math.round((width - w) * 0.7), top: Math.round((height - h) * 0.6), width: w, height: h })
  }

/** The canvas grows with the turn, and its corners are black, as sharp does it. `cut` leaves the largest window without corners. */
const turn =
  (degrees: number): Alteration =>
  (photo) =>
    photo.rotate(degrees, { background: '#000' })

/** What a cheat does to an old photo. Each result is saved as a JPEG of quality 85 unless it says otherwise. */
export const ALTERATIONS: Record<string, { steps: Alteration[]; quality?: number }> = {
  're-encode 70': { steps: [], quality: 70 },
  're-encode 30': { steps: [], quality: 30 },
  'resize 50 %': { steps: [resize(0.5)] },
  'resize 25 %': { steps: [resize(0.25)] },
  'brightness −30 %': { steps: [(photo) => photo.linear(0.7)] },
  'brightness +30 %': { steps: [(photo) => photo.linear(1.3)] },
  'crop 3 %': { steps: [crop(3)] },
  'crop 10 %': { steps: [crop(10)] },
  'turn 2°': { steps: [turn(2)] },
  'turn −8°': { steps: [turn(-8)] },
  'turn 8°, corners cut': { steps: [turn(8), crop(22)] },
  mirror: { steps: [(photo) => photo.flop()] },
  'turn 90°': { steps: [turn(90)] },
  'mirror, crop 5 %': { steps: [(photo) => photo.flop(), crop(5)] },
  'crop 5 %, turn 3°, brightness +20 %': { steps: [crop(5), turn(3), (photo) => photo.linear(1.2)] },
}

export async function altered(bytes: Buffer, { steps, quality = 85 }: { steps: Alteration[]; quality?: number }): Promise<Buffer> {
  let current = await sharp(bytes, { failOn: 'none' }).rotate().png({ compressionLevel: 0 }).toBuffer()
  for (const step of steps) {
    const { width, height } = await sharp(current).metadata()
    current = await step(sharp(current), { width, height }).png({ compressionLevel: 0 }).toBuffer()
  }
  return sharp(current).jpeg({ quality }).toBuffer()
}
