import type { Finding } from '../findings.ts'
import { distanceM, METRES_PER } from '#lib/distance.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'
import { hoursFrom, MAX_KMH, mayBeOtherUnit, READING_SLACK_M } from './other-unit.ts'

const HOUR_MS = 3_600_000
/** Two fixes of 1 km each. */
const PLACE_SLACK_M = 2_000

const reading = check('reading-speed', 2)
const places = check('place-speed', 1)

/**
 * The vehicle's reading has grown faster than 130 km/h since the last approved one. Measure: km/h, less 5 km for rounding. FAIL if the
 * reading is sure, FLAG if it may be misread, or in another unit than it is said to be in.
 */
export function tooFast({ reading: read, previous, claim }: PhotoFacts): Finding {
  if (!read || !previous) return reading.unknown()
  const metres = (read.value - previous.value) * METRES_PER[previous.unit]
  const hours = hoursFrom(previous.takenAt, claim.takenAt)
  const detail = { kilometres: Math.round(metres / 1000), hours, previous: previous.value, value: read.value }
  const kmh = speed(metres - READING_SLACK_M, hours)
  if (kmh <= MAX_KMH) return reading.pass(kmh, detail)
  if (mayBeOtherUnit(read.value, claim.takenAt, previous)) return reading.flag('UNIT_CHANGED', kmh, detail)
  return read.sure ? reading.fail('IMPLAUSIBLE_JUMP', kmh, detail) : reading.flag('IMPLAUSIBLE_JUMP', kmh, detail)
}

/**
 * The user's photos of a day are further apart than 130 km/h allows. Measure: km/h, less 2 km for GPS errors. Never more than a FLAG:
 * honest people fly and take trains.
 */
export function tooFar({ claim, others }: PhotoFacts): Finding {
  const { place } = claim
  if (!place) return places.unknown()
  const speeds = others
    .flatMap((other) => {
      if (!other.place) return []
      const metres = distanceM(place, other.place)
      const hours = hoursBetween(other.takenAt, claim.takenAt)
      return [
        {
          kmh: speed(metres - PLACE_SLACK_M, hours),
          submissionId: other.submissionId,
          kilometres: Math.round(metres / 1000),
          hours,
        },
      ]
    })
    .toSorted((a, b) => b.kmh - a.kmh)
  const [fastest] = speeds
  if (!fastest) return places.unknown()
  const { kmh, ...detail } = fastest
  return kmh > MAX_KMH ? places.flag('TOO_FAST', kmh, detail) : places.pass(kmh, detail)
}

const hoursBetween = (a: Date, b: Date): number => Math.abs(b.getTime() - a.getTime()) / HOUR_MS

/** km/h, rounded. At least a minute counts, so that it stays a number. */
const speed = (metres: number, hours: number): number => Math.round(Math.max(0, metres) / 1000 / Math.max(hours, 1 / 60))
