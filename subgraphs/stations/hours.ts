import { badInput } from '#lib/errors.ts'
import type { Hours } from './tables.ts'

type Exceptions = { begin: Date; end: Date }[]
/** Opening hours as a client gives them. */
export type GivenHours = Pick<Hours, 'twentyFourSeven' | 'regular'> & { openings: Exceptions; closings: Exceptions }

/** Opening hours as the database keeps them. Times of a day end after they begin; OCPI has no others. */
export function hoursText(hours: GivenHours): string {
  for (const [i, { begin, end }] of hours.regular.entries())
    if (end <= begin) throw badInput(['input', 'hours', 'regular', i, 'end'], 'Must be after its begin; a night is two entries.')
  for (const name of ['openings', 'closings'] as const)
    for (const [i, { begin, end }] of hours[name].entries())
      if (end <= begin) throw badInput(['input', 'hours', name, i, 'end'], 'Must be after its begin.')
  if (!hours.twentyFourSeven && hours.regular.length === 0 && hours.openings.length === 0)
    throw badInput(['input', 'hours', 'regular'], 'Say when it is open, or that it is open around the clock.')
  return JSON.stringify(hours)
}
