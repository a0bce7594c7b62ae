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

/** Signs that turn the text around them, line ends, and whatever else is no sign at all. Letters that are written from the right need none of these. */
const STRAY = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u
/** Signs that nobody sees; emoji and some scripts have them between others. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\s]/gu

/** What others see somebody by: it stands in their lists and mails, and must be seen there, in one line, and turn no other words. */
export const shownName = (max: number) =>
  text(max)
    .refine((given) => !STRAY.test(given), 'In one line, without signs that turn the text.')
    .refine((given) => given.replace(UNSEEN, '') !== '', 'Must have a sign that is seen.')

/** Name of a time zone. */
export const timeZone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'An IANA time zone, e.g. Europe/Berlin.')

/** An address in one line; null where none is known. */
export const addressLine = (address: StationAddress | null | undefined): string | null =>
  address ? [address.name, address.street, address.city, address.country].filter(Boolean).join(', ') : null
