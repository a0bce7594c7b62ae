import type { Credentials, ErrorLevels, ExifFacts } from './facts.ts'

/** What the file says beside its pixels. */
export interface MetadataFacts {
  exif: ExifFacts | null
  credentials: Credentials
  errorLevels: ErrorLevels | null
}
