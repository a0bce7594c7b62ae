import { Temporal } from 'temporal-polyfill'
import { badInput, type InputIssue } from '#lib/errors.ts'

/** Which of two moments a local time is that comes twice, because the clock is put back. */
export type Clock = 'EARLIER' | 'LATER'

/**
 * The moment that a station's clock shows a time, e.g. 2026-03-29T02:30. A time that the clock leaves out is refused, and one that it shows
 * twice must be told apart: a guess would be an hour wrong.
 */
export function momentOf(zone: string, local: string, clock: Clock | null, path: InputIssue['path']): Date {
  const wanted = plain(local, path)
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => wanted.toZonedDateTime(zone, { disambiguation }))
  if (!earlier || !later) throw new Error('There are two readings of each time.')
  if (!earlier.toPlainDateTime().equals(wanted)) {
    const next = earlier.getTimeZoneTransition('next')?.toPlainDateTime()
    throw badInput(
      path,
      `${local} does not exist in ${zone}: the clock is put forward then. The next time is ${next ? minute(next) : 'later'}.`,
    )
  }
  if (!earlier.equals(later) && clock === null)
    throw badInput(
      path,
      `${local} comes twice in ${zone}: the clock is put back then. Say with \`clock\` whether you mean ${both(earlier, later)}.`,
    )
  return new Date((clock === 'LATER' ? later : earlier).epochMilliseconds)
}

const both = (earlier: Temporal.ZonedDateTime, later: Temporal.ZonedDateTime) =>
  `EARLIER (${earlier.offset}) or LATER (${later.offset})`

/** A moment as a station's clock shows it, with its offset: 2026-10-25T02:30+01:00. */
export const localTime = (zone: string, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'minute', timeZoneName: 'never' })

/** The moments at which a day of a station begins and ends: 23, 24 or 25 hours. */
export function dayOf(zone: string, day: string, path: InputIssue['path']): { from: Date; until: Date } {
  const date = parse(() => Temporal.PlainDate.from(day), path, 'A day, e.g. 2026-11-22.')
  const start = (of: Temporal.PlainDate) => new Date(of.toZonedDateTime(zone).epochMilliseconds)
  return { from: start(date), until: start(date.add({ days: 1 })) }
}

const plain = (local: string, path: InputIssue['path']) =>
  parse(() => Temporal.PlainDateTime.from(local), path, 'A local time without an offset, e.g. 2026-11-22T14:30.')

function parse<T>(read: () => T, path: InputIssue['path'], otherwise: string): T {
  try {
    return read()
  } catch {
    throw badInput(path, otherwise)
  }
}

const minute = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' })
