import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Frame } from '#lib/events.ts'
import type { Pixels } from '../pixels.ts'

/** Where the photos are that training uses. They are not part of the project. */
export const DATA = process.env['TRAINING_DATA'] ?? join(import.meta.dirname, '../../../shared/data')
const CACHE = join(import.meta.dirname, '.cache')

/** A photo of the set with what is known of it. */
export interface LabelledPhoto {
  file: string
  vehicle: string
  part: 'train' | 'calibration' | 'test'
  reading: number
  /** What shows it: drums, or digits that are lit. The label `display` is often wrong; the layout that `straighten.py` found is not. */
  kind: 'drums' | 'display'
  /** The reading's box in the photo's pixels, as `straighten.py` found it. */
  box: { centreX: number; centreY: number; width: number; height: number; angle: number }
}

/**
 * Photos on whose reading two labellings agree, and whose label is the odometer's (some label the trip meter), split by vehicle: what
 * `split.py` and `straighten.py` wrote.
 */
export async function labelledPhotos(): Promise<LabelledPhoto[]> {
  const json = async (name: string) =>
    JSON.parse(await readFile(join(CACHE, name), 'utf8')) as Record<string, Record<string, unknown>>
  const [split, straight] = [await json('split.json'), await json('straight.json')]
  const [, ...rows] = (await readFile(join(DATA, 'odometer/labels.csv'), 'utf8')).trim().split('\n')
  return rows.flatMap((row) => {
    const [file = '', reading, , , , , , sure] = row.trim().split(',')
    const [place, box] = [split[file], straight[file]]
    if (!place || !box || sure !== 'yes' || box['kind'] !== 'odometer') return []
    return {
      file,
      vehicle: String(place['vehicle']),
      part: place['part'] as LabelledPhoto['part'],
      reading: Number(reading),
      kind: box['layout'] === 'drums' ? 'drums' : 'display',
      box: {
        centreX: Number(box['cx']),
        centreY: Number(box['cy']),
        width: Number(box['w']),
        height: Number(box['h']),
        angle: Number(box['angleDeg']),
      },
    }
  })
}

export async function pixelsOf({ file }: LabelledPhoto): Promise<Pixels> {
  const image = sharp(join(DATA, 'odometer/images', file), { failOn: 'none' })
    .rotate()
    .removeAlpha()
    .toColourspace('srgb')
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** A number from 0 to 1 that only depends on the photo and the purpose. */
export function chance({ file }: { file: string }, purpose: string): number {
  return createHash('sha256').update(`${file} ${purpose}`).digest().readUInt32BE() / 2 ** 32
}

/** A guide frame as a driver would fill it: around the reading's upright hull, 10 to 60 % larger, a little off the middle. */
export function guideFrameOf(photo: LabelledPhoto, { width, height }: Pixels): Frame {
  const radians = (photo.box.angle * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))]
  const hull = { width: photo.box.width * cos + photo.box.height * sin, height: photo.box.width * sin + photo.box.height * cos }
  const frame = {
    width: (hull.width * (1.1 + 0.5 * chance(photo, 'frame width'))) / width,
    height: (hull.height * (1.1 + 0.9 * chance(photo, 'frame height'))) / height,
  }
  const off = (purpose: string) => 0.3 * (chance(photo, purpose) - 0.5)
  const left = photo.box.centreX / width - frame.width * (0.5 + off('frame left'))
  const top = photo.box.centreY / height - frame.height * (0.5 + off('frame top'))
  const [right, bottom] = [Math.min(1, left + frame.width), Math.min(1, top + frame.height)]
  return { left: Math.max(0, left), top: Math.max(0, top), width: right - Math.max(0, left), height: bottom - Math.max(0, top) }
}
