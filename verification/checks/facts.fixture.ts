import type { PhotoFacts } from './facts.ts'

export const NOON = new Date('2026-11-21T12:00:00Z')
export const HAMBURG = { latitude: 53.5511, longitude: 9.9937 }

/** Minutes from noon. */
export const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000)

/** A place so many metres north of another. */
export const north = (metres: number, from = HAMBURG) => ({ ...from, latitude: from.latitude + metres / 111_195 })

/** An honest photo of an odometer, taken at noon, about which nothing is known beside its reading. */
export const facts = (changes: Partial<PhotoFacts> = {}): PhotoFacts => ({
  photoId: 'photo',
  userId: 'driver',
  purpose: 'ODOMETER',
  flags: [],
  claim: { takenAt: NOON, place: HAMBURG, submittedAt: at(5) },
  reading: { value: 42_000, shown: 42_000, sure: true, copied: 0.5 },
  previous: null,
  duplicates: [],
  notCompared: null,
  exif: null,
  credentials: { state: 'ABSENT', problems: [], signer: null, generator: null, sources: [], actions: [] },
  errorLevels: null,
  flatShare: 0.1,
  plainShare: 0.3,
  upload: { capture: null, attestation: 'NONE' },
  others: [],
  detectors: [],
  ...changes,
})
