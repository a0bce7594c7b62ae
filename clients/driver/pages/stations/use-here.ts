import { useState } from 'react'
import type { Place } from '../../../web/map/box.ts'

/** Why a place is not known: the reader (or the browser for them) said no, or it was not found. */
export type Refusal = 'denied' | 'notFound'

/** Where the reader is, once they ask for it. */
export function useHere() {
  const [here, setHere] = useState<Place | null>(null)
  const [looking, setLooking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const look = () => {
    setLooking(true)
    setRefusal(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        setLooking(false)
        setHere({ latitude, longitude })
      },
      ({ code }) => {
        setLooking(false)
        setRefusal(code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : 'notFound')
      },
      { timeout: LOOKING_MS, maximumAge: LOOKING_MS },
    )
  }
  return { here, looking, refusal, look }
}

/** Longer than this nobody waits to be found. */
const LOOKING_MS = 20_000
