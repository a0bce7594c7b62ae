import { readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import sharp from 'sharp'
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

/** What is known of every photo of the list, kept from one measuring to the next: making it takes minutes. */
export async function fingerprintsOf(
  photos: readonly Photo[],
  folder: string,
  model: Model,
): Promise<Omit<Fingerprint, 'sha256'>[]> {
  const at = resolve(import.meta.dirname, '../training/.cache/fingerprints-1.bin')
  if (existsSync(at)) return deserialize(await readFile(at)) as Omit<Fingerprint, 'sha256'>[]
  const prints: Omit<Fingerprint, 'sha256'>[] = []
  for (const { set, file } of photos) prints.push(await fingerprintOf(await readFile(join(folder, set, 'images', file)), model))
  await writeFile(at, serialize(prints))
  return prints
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
