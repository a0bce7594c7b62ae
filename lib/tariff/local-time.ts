/** All moments here are whole seconds of the epoch, all lengths seconds. */
export const DAY = 86_400
const HALF_DAY = DAY / 2

/** A stretch in which a zone's clock runs evenly: local time is UTC plus the offset. */
interface Stretch {
  from: number
  to: number
  offset: number
}

/** The last stretch asked for of each zone. Sessions ask for one moment after another, and `Intl` is slow. */
const recent = new Map<string, Stretch>()

/** The clock of a zone from a moment on: for half a day, or until it is put forward or back. */
export function stretchAt(zone: string, at: number): Stretch {
  const known = recent.get(zone)
  if (known && known.from <= at && at < known.to) return known
  const offset = offsetAt(zone, at)
  let [same, other] = [at, at + HALF_DAY]
  if (offsetAt(zone, other) !== offset)
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2)
      if (offsetAt(zone, middle) === offset) same = middle
      else other = middle
    }
  const stretch = { from: at, to: other, offset }
  recent.set(zone, stretch)
  return stretch
}

/** A moment by a station's clock: the day since the epoch, and the seconds of the day. Where a clock is put back, an hour comes twice. */
export function localTime(zone: string, at: number): { day: number; second: number } {
  const local = at + stretchAt(zone, at).offset
  const day = Math.floor(local / DAY)
  return { day, second: local - day * DAY }
}

/** The moments between two others at which the zone's clock shows one of the times of day, or is put forward or back. */
export function timesOfDay(zone: string, from: number, to: number, seconds: readonly number[]): number[] {
  const found: number[] = []
  for (let at = from; at < to;) {
    const { offset, to: until } = stretchAt(zone, at)
    const end = Math.min(until, to)
    for (let day = Math.floor((at + offset) / DAY); day * DAY - offset < end; day++)
      for (const second of seconds) {
        const moment = day * DAY + second - offset
        if (moment > from && moment >= at && moment < end) found.push(moment)
      }
    if (end < to && stretchAt(zone, end).offset !== offset) found.push(end)
    at = end
  }
  return found
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetAt(zone: string, at: number): number {
  let format = formats.get(zone)
  if (!format) {
    const parts = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...parts })
    formats.set(zone, format)
  }
  const shown: Record<string, string> = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]))
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part) =>
    Number(shown[part]),
  )
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) / 1000 - at
}
