import { credentialsOf } from './credentials.ts'
import { errorLevelsOf } from './error-levels.ts'
import { exifOf } from './exif.ts'
import type { Credentials, ErrorLevels, ExifFacts } from '../checks/facts.ts'

/** What the file says beside its picture. */
export interface MetadataFacts {
  exif: ExifFacts | null
  credentials: Credentials
  errorLevels: ErrorLevels | null
}

/**
 * Reads the original's bytes. Only for the decode worker: hostile files are parsed here, and error levels decode a file once more if it was
 * saved at a high quality. `anchors` are the certificates (PEM) whose content credentials are trusted.
 */
export async function metadataFacts(
  bytes: Uint8Array,
  type: 'JPEG' | 'PNG' | 'WEBP',
  anchors: readonly string[] = [],
): Promise<MetadataFacts> {
  const [exif, credentials, errorLevels] = await Promise.all([
    exifOf(bytes),
    credentialsOf(bytes, anchors),
    errorLevelsOf(bytes, type),
  ])
  return { exif, credentials, errorLevels }
}
