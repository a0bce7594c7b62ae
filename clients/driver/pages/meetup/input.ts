import { instantIn } from '../../../web/i18n/zone.ts'
import { filled } from '../../../web/ui/filled.ts'
import { TASKS } from '../meetups/search.ts'

const DAY_MS = 86_400_000

/** What a form says of a meetup. The platform finds what is wrong with it, save for what is no time or place at all. */
export function meetupInput(form: FormData, chosen: { task: string; latitude: string; longitude: string }) {
  const timeZone = filled(form, 'timeZone') ?? 'UTC'
  const at = (clock: string) => instant(timeZone, filled(form, 'day') ?? '', filled(form, clock) ?? '')
  const [startsAt, endsAt] = [at('from'), at('until')]
  if (!startsAt || !endsAt) return null
  return {
    title: filled(form, 'title') ?? '',
    description: filled(form, 'description') ?? '',
    task: TASKS.find((task) => task === chosen.task) ?? null,
    address: filled(form, 'address') ?? '',
    place: { latitude: degrees(chosen.latitude), longitude: degrees(chosen.longitude) },
    startsAt: startsAt.toISOString(),
    // An end before the beginning is that of the next day.
    endsAt: (endsAt > startsAt ? endsAt : new Date(endsAt.getTime() + DAY_MS)).toISOString(),
    timeZone,
    capacity: Number(filled(form, 'capacity')),
  }
}

export type MeetupGiven = NonNullable<ReturnType<typeof meetupInput>>

/** Null for what is no time; a zone that is none is left to the platform, which says so at its field. */
function instant(timeZone: string, day: string, clock: string): Date | null {
  const zone = isZone(timeZone) ? timeZone : 'UTC'
  const at = instantIn(zone, day, clock)
  return Number.isNaN(at.getTime()) ? null : at
}

function isZone(timeZone: string): boolean {
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

/** 52,09 is 52.09; what is no number is what no place has, so that the platform says so. */
function degrees(text: string): number {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(value) ? 999 : value
}
