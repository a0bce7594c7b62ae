import { z } from 'zod'
import type { StationAddress } from './events/stations.ts'

/** For `refine` on what people write: PostgreSQL's text cannot hold the character 0, so it is refused here. */
export const WITHOUT_NUL = [(given: string): boolean => !given.includes('\0'), 'Without the character 0.'] as const

/** Text that people write, without the character 0, which PostgreSQL cannot hold. Blanks at its ends are cut off. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max.toLocaleString('en')} characters.`)
    .refine(...WITHOUT_NUL)

/** The same, and not empty. */
export const someText = (max: number, otherwise = 'Must not be empty.') => text(max).refine((given) => given !== '', otherwise)

/** Name of a time zone. */
export const timeZone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'An IANA time zone, e.g. Europe/Berlin.')

/** An address in one line; null where none is known. */
export const addressLine = (address: StationAddress | null | undefined): string | null =>
  address ? [address.name, address.street, address.city, address.country].filter(Boolean).join(', ') : null
