import type { Place } from '#lib/events.ts'
import { distanceM } from '#lib/distance.ts'
import { DEEDS_LIMITS } from './limits.ts'
import type { Candidate } from './projection.queries.ts'

export interface Proof {
  /** The session that proves the photo: at its place and time, of several the nearest in time. */
  sessionId: string | null
  /** A session that fits the time, at a station without a known place. A person may take it for proof. */
  unplaced: string | null
}

/** Says whether charging sessions prove that somebody was charging at a place and time (`DEEDS_LIMITS.stationM`, `sessionSlackMs`). */
export function proofOf(sessions: readonly Candidate[], { place, takenAt }: { place: Place | null; takenAt: Date }): Proof {
  const inTime = sessions
    .filter((session) => msOutside(session, takenAt) <= DEEDS_LIMITS.sessionSlackMs)
    .toSorted((a, b) => msOutside(a, takenAt) - msOutside(b, takenAt))
  const proof = inTime.find((session) => {
    const station = placeOf(session)
    return place && station && distanceM(place, station) <= DEEDS_LIMITS.stationM
  })
  return {
    sessionId: proof?.session_id ?? null,
    unplaced: inTime.find((session) => placeOf(session) === null)?.session_id ?? null,
  }
}

const placeOf = ({ latitude, longitude }: Candidate): Place | null =>
  latitude === null || longitude === null ? null : { latitude, longitude }

/** How far a moment is outside a session; 0 inside. */
const msOutside = ({ started_at, ended_at }: Candidate, at: Date): number =>
  Math.max(0, started_at.getTime() - at.getTime(), at.getTime() - ended_at.getTime())
