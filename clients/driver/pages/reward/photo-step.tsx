import { useFormat } from '../../../web/i18n/format.ts'
import type { PhotoProofFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Hash, Step } from './step.tsx'

/** A photo, who looked at it and what they found. */
export function PhotoStep({ photo }: { photo: PhotoProofFragment }) {
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
