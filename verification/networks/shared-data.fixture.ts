import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Pixels } from '../pixels.ts'

/** The photos and public models that training and some tests use; they are no part of the project. */
export const DATA = process.env['TRAINING_DATA'] ?? join(import.meta.dirname, '../../../shared/data')

/** For `test.skipIf`: true, and said aloud, where a file of the shared data is not here. */
export function lacking(path: string): boolean {
  const absent = !existsSync(join(DATA, path))
  if (absent) process.stderr.write(`Skipped: ${path} is not in ${DATA}. Set TRAINING_DATA to the folder that has it.\n`)
  return absent
}

/** A file of the shared data as upright RGB. */
export async function sharedPhoto(path: string): Promise<Pixels> {
  const { data, info } = await sharp(join(DATA, path), { failOn: 'none' })
    .rotate()
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
