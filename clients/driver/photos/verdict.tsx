import { Badge, type Tone } from '../../web/ui/badge.tsx'
import type { OdometerUploadState } from '../generated/graphql.ts'
import { useTexts } from '../texts/index.ts'
import { Reasons } from './reasons.tsx'

const TONES: Readonly<Record<OdometerUploadState, Tone>> = {
  PENDING: 'busy',
  MANUAL_REVIEW: 'warn',
  APPROVED: 'good',
  REJECTED: 'danger',
}

/** How far a submitted photo is, and why. */
export function Verdict(props: {
  state: OdometerUploadState
  word: string
  reasons: readonly { code: string; message: string }[]
}) {
  const { state, word, reasons } = props
  const { photos: texts } = useTexts()
  return (
    <div role="status" className="flex flex-col items-start gap-2">
      <Badge tone={TONES[state]}>{word}</Badge>
      <Reasons title={state === 'REJECTED' ? texts.whyNot : texts.whyPerson} reasons={reasons} />
    </div>
  )
}
