import { useEffect, useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Notice } from '../../../web/ui/notice.tsx'
import type { SessionShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** From when parking costs, and how long that is still: counted down from the platform's own seconds, because the device's clock may be wrong. */
export function Parking({ session }: { session: SessionShownFragment }) {
  const { session: texts } = useTexts()
  const format = useFormat()
  const { parkingBilledFrom, secondsUntilParkingIsBilled: seconds, station } = session
  if (!parkingBilledFrom) return null
  return (
    <Notice tone="warn" title={texts.parkingFrom(format.clock(parkingBilledFrom, station.timeZone))}>
      {seconds != null && <Countdown key={`${parkingBilledFrom} ${seconds}`} seconds={seconds} />}
    </Notice>
  )
}

function Countdown({ seconds }: { seconds: number }) {
  const { parking: texts } = useTexts()
  const format = useFormat()
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const began = performance.now()
    const tick = setInterval(() => setLeft(Math.max(0, seconds - Math.floor((performance.now() - began) / 1000))), 1000)
    return () => clearInterval(tick)
  }, [seconds])
  return (
    // Each second would be read aloud.
    <p role="timer" aria-live="off" className="text-xl font-bold">
      {left === 0 ? texts.billed : texts.countdown(format.minutes(left))}
    </p>
  )
}
