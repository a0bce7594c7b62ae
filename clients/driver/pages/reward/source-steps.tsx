import { Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import type { PhotoProofFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Hash, Step } from './step.tsx'
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
          when={session.endedAt ? format.dayAndClock(session.endedAt, session.station.timeZone) : undefined}
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

function PhotoStep({ photo }: { photo: PhotoProofFragment }) {
  const { wallet: texts } = useTexts()
  const format = useFormat()
  const fine = photo.checks.filter(({ outcome }) => outcome === 'PASS')
  return (
    <Step name={texts.steps.photo} state="done" when={photo.judgedAt ? format.dayAndClock(photo.judgedAt) : undefined}>
      {photo.thumbnailUrl && (
        <img src={photo.thumbnailUrl} alt={texts.photoAlt} className="max-h-40 w-fit rounded-md border border-line" />
      )}
      {photo.erasedAt && <p>{texts.photoErased}</p>}
      {photo.takenAt && <p>{texts.photoTaken(format.dayAndClock(photo.takenAt))}</p>}
      {photo.verdict && <p>{texts.verdict[photo.verdict]}</p>}
      {photo.decisions
        .filter(({ final }) => final)
        .map(({ decision, decidedAt }) => (
          <p key={decidedAt}>{texts.decision[decision](format.dayAndClock(decidedAt))}</p>
        ))}
      {photo.checks.length > 0 && <p className="text-sm text-soft">{texts.checks(fine.length, photo.checks.length)}</p>}
      {photo.models.length > 0 && (
        <p className="text-sm text-soft">
          {texts.models(photo.models.map(({ name, version }) => `${name} ${version}`).join(', '))}
        </p>
      )}
      {photo.sha256 && <Hash name={texts.fingerprint}>{photo.sha256}</Hash>}
    </Step>
  )
}
