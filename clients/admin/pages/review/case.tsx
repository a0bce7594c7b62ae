import { useRef, useState, type FormEvent } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { DecideReviewDocument, type CaseShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Checks, Claim, History } from './evidence.tsx'
import { useKeys } from '../../../web/keys/use-keys.ts'
import { Lease } from './lease.tsx'

const REASONS = [
  'NOT_THE_CLAIM',
  'NO_ODOMETER',
  'LOW_CONFIDENCE',
  'EDITED',
  'SCREEN_SUSPECTED',
  'DUPLICATE',
  'REVIEWER_DECISION',
] as const

/** A photo, what is claimed of it, what the checks say, and the reviewer's word. */
export function Case({ of, decided, again }: { of: CaseShownFragment; decided: () => Promise<void>; again: () => Promise<void> }) {
  const { review: texts, rejection } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [reading, setReading] = useState(of.photo.reading?.value.toString() ?? '')
  const [reasonCode, setReasonCode] = useState<(typeof REASONS)[number]>('NOT_THE_CLAIM')
  const form = useRef<HTMLFormElement>(null)
  const why = useRef<HTMLDialogElement>(null)
  const odometer = of.photo.purpose === 'ODOMETER'

  const decide = (word: { decision: 'APPROVED' | 'REJECTED'; reading?: number; reasonCode?: string }) =>
    ask(async () => {
      await sdk.execute(DecideReviewDocument, { input: { caseId: of.id, ...word } })
      why.current?.close()
      await decided()
    })
  const approve = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void decide({ decision: 'APPROVED', ...(odometer && { reading: Number(reading) }) })
  }
  const reject = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void decide({ decision: 'REJECTED', reasonCode })
  }
  const askWhy = () => void (busy || why.current?.showModal())
  // The form says what is missing, and leads there.
  useKeys({ a: () => form.current?.requestSubmit(), r: askWhy })

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        {of.photo.reviewUrl ? (
          <img src={of.photo.reviewUrl} alt={texts.photo} className="w-full rounded-lg border border-line" />
        ) : (
          <Notice tone="warn" title={texts.noPhoto} />
        )}
        <Lease until={of.claimedUntil ?? null} again={again} />
        {fault && <Fault fault={fault} />}
        <form ref={form} onSubmit={approve} className="flex flex-col gap-3">
          {odometer && (
            <Field
              label={texts.reading(of.unit ?? 'KM')}
              type="number"
              min={0}
              step={1}
              required
              value={reading}
              onChange={(event) => setReading(event.target.value)}
            />
          )}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary" busy={busy}>
              {texts.approve} <kbd aria-hidden>A</kbd>
            </Button>
            <Button look="danger" busy={busy} onClick={askWhy}>
              {texts.reject} <kbd aria-hidden>R</kbd>
            </Button>
          </div>
        </form>
        <dialog
          ref={why}
          aria-label={texts.reject}
          className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
        >
          <form onSubmit={reject} className="flex flex-col gap-4">
            <h2 className="text-lg font-bold">{texts.reject}</h2>
            {fault && <Fault fault={fault} />}
            <Choice
              label={texts.why}
              value={reasonCode}
              options={REASONS.filter((code) => odometer || code !== 'NO_ODOMETER').map((value) => ({
                value,
                name: rejection[value],
              }))}
              onChange={setReasonCode}
            />
            <div className="flex flex-wrap justify-end gap-3">
              <Button onClick={() => why.current?.close()}>{texts.back}</Button>
              <Button type="submit" look="danger" busy={busy}>
                {texts.reject}
              </Button>
            </div>
          </form>
        </dialog>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={texts.claim}>
          <Claim of={of} />
        </Card>
        <Checks of={of} />
        <Card title={texts.history}>
          <History of={of} />
        </Card>
      </div>
    </div>
  )
}
