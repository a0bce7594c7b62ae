import { Temporal } from 'temporal-polyfill'

/** Minutes of the day. Where `from` is later, they go over midnight. */
export interface QuietHours {
  from_minute: number
  until_minute: number
}

/** When the quiet hours end that it is now; null: it is none. The clock is that of the zone; UTC where none is known. */
export function quietUntil(now: Date, zone: string | null, { from_minute: from, until_minute: until }: QuietHours): Date | null {
  const there = at(now, zone)
  const minute = there.hour * 60 + there.minute
  const isQuiet = from < until ? minute >= from && minute < until : minute >= from || minute < until
  if (!isQuiet) return null
  const day = minute < until ? there.toPlainDate() : there.toPlainDate().add({ days: 1 })
  const time = timeOf(until)
  const end = day.toZonedDateTime({ timeZone: there.timeZoneId, plainTime: time })
  // A time that does not exist on that day: the clock jumps over it, and by then it is no longer quiet.
  if (!end.toPlainTime().equals(time)) return instant(there.getTimeZoneTransition('next') ?? end)
  // A time that there is twice, and the first is over: it is the second.
  if (end.epochMilliseconds > now.getTime()) return instant(end)
  return instant(day.toPlainDateTime(time).toZonedDateTime(there.timeZoneId, { disambiguation: 'later' }))
}

/** The next digest: its day by the calendar there, e.g. 2026-11-22, and its moment. */
export function nextDigest(now: Date, zone: string | null, hour: number): { day: string; at: Date } {
  const there = at(now, zone)
  const plainTime = timeOf(hour * 60)
  const on = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: there.timeZoneId, plainTime })
  const today = there.toPlainDate()
  const day = on(today).epochMilliseconds > now.getTime() ? today : today.add({ days: 1 })
  return { day: day.toString(), at: instant(on(day)) }
}

/** The day after, with its digest. */
export function digestAfter(day: string, zone: string | null, hour: number): { day: string; at: Date } {
  const next = Temporal.PlainDate.from(day).add({ days: 1 })
  return {
    day: next.toString(),
    at: instant(next.toZonedDateTime({ timeZone: known(zone), plainTime: timeOf(hour * 60) })),
  }
}

const timeOf = (minute: number) => Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
const instant = ({ epochMilliseconds }: { epochMilliseconds: number }) => new Date(epochMilliseconds)
const at = (now: Date, zone: string | null) => Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(known(zone))

/** A zone that this machine does not know must not keep somebody from being told. */
function known(zone: string | null): string {
  try {
    return zone === null ? 'UTC' : Temporal.Now.zonedDateTimeISO(zone).timeZoneId
  } catch {
    return 'UTC'
  }
}
