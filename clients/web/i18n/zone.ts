/** The moment at which clocks of a zone show a day and a time, e.g. `instantIn('Europe/Amsterdam', '2026-11-22', '14:30')`. NaN for what is none. */
export function instantIn(timeZone: string, day: string, clock: string): Date {
  const asUtc = Date.parse(`${day}T${clock}:00Z`)
  if (Number.isNaN(asUtc)) return new Date(Number.NaN)
  // The offset of the first guess may be that of the other side of a change of clocks: the second one is right.
  const guess = asUtc - offsetMs(timeZone, asUtc)
  return new Date(asUtc - offsetMs(timeZone, guess))
}

/** How far clocks of a zone are ahead of UTC then. */
function offsetMs(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at / 1000) * 1000
}

/** From the first moment of a month (2026-11) to that of the next, by the clocks of a zone. */
export function monthIn(timeZone: string, month: string): { from: Date; until: Date } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from: instantIn(timeZone, `${month}-01`, '00:00'), until: instantIn(timeZone, `${next}-01`, '00:00') }
}

/** What clocks of a zone show then, as fields of time write it: 14:30. */
export const clockIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(at)

/** The zone of a place where its clocks show something else than the reader's then; null where they agree. */
export const zoneElsewhere = (timeZone: string, at: Date): string | null =>
  offsetMs(timeZone, at.getTime()) === offsetMs(Intl.DateTimeFormat().resolvedOptions().timeZone, at.getTime()) ? null : timeZone
