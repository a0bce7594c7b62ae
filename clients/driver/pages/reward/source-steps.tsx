import { Link } from '@tanstack/react-router'
import { useFormat, type Format } from '../../../web/i18n/format.ts'
import { zoneElsewhere } from '../../../web/i18n/zone.ts'
import { useTexts } from '../../texts/index.ts'
import { PhotoStep } from './photo-step.tsx'
import { Step } from './step.tsx'
import type { Trace } from './trace.ts'

/** What the reward is for: a session, a reading with its photo, or a deed with its photo. */
export function SourceSteps({ reward: { session, reading, deed } }: { reward: Trace['reward'] }) {
  const { wallet: texts } = useTexts()
  const format = useFormat()
  const { steps } = texts
  return (
    <>
      {reading && <PhotoStep photo={reading.photo} />}
      {reading && (
        <Step name={steps.reading} state="done" when={format.dayAndClock(reading.approvedAt)}>
          <p>{texts.readingIs(`${format.number(reading.value)} ${reading.unit === 'KM' ? 'km' : 'mi'}`, reading.vehicle.name)}</p>
          <p className="text-soft">{texts.distance(format.kilometres(reading.distanceKm * 1000))}</p>
        </Step>
      )}
      {deed?.photo && <PhotoStep photo={deed.photo} />}
      {deed && (
        <Step name={steps.deed} state="done" when={deed.decidedAt ? format.dayAndClock(deed.decidedAt) : undefined}>
          <p>{texts.rule[deed.task]}</p>
        </Step>
      )}
      {session && (
        <Step
          name={steps.session}
          state="done"
          when={session.endedAt ? whenThere(format, session.endedAt, session.station.timeZone) : undefined}
        >
          <p>{texts.charged(format.kWh(session.energyWh), session.station.name)}</p>
          <Link to="/sessions/$id" params={{ id: session.id }} className="text-brand underline">
            {texts.toSession}
          </Link>
        </Step>
      )}
    </>
  )
}

/** By the clock of the place; all other steps are by the reader's. Where the two differ, the zone stands beside it. */
function whenThere(format: Format, at: string, timeZone: string): string {
  const elsewhere = zoneElsewhere(timeZone, new Date(at))
  return `${format.dayAndClock(at, timeZone)}${elsewhere === null ? '' : ` (${elsewhere})`}`
}
