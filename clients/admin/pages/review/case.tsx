import { useRef, useState, type FormEvent } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import type { CaseShownFragment, DistanceUnit } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { isBelow, readingFor } from './below-last.ts'
import { Below } from './below.tsx'
import { DisplayFields, type Display } from './display.tsx'
import { Checks, Claim, History } from './evidence.tsx'
import { useKeys } from '../../../web/keys/use-keys.ts'
import { Lease } from './lease.tsx'
import type { Word } from './use-cases.ts'
import { Why } from './why.tsx'

/** A photo, what is claimed of it, what the checks say, and the reviewer's word. */
export function Case(props: {
  of: CaseShownFragment
  busy: boolean
  decide: (word: Word) => Promise<void>
  again: () => Promise<void>
}) {
  const { of, busy, decide, again } = props
  const { review: texts, policy } = useTexts()
  const [reading, setReading] = useState(of.photo.reading?.value.toString() ?? '')
  // Where nobody has said it, nothing is chosen: a choice that stands there already would be sent unseen.
  const before: Display = { unit: of.displayNeeded ? null : unitOf(of), tenths: of.tenths ?? null }
  const [display, setDisplay] = useState(before)
  const form = useRef<HTMLFormElement>(null)
  const why = useRef<HTMLDialogElement>(null)
  const below = useRef<HTMLDialogElement>(null)
  const odometer = of.photo.purpose === 'ODOMETER'
  const blind = of.kind === 'VERDICT' && of.reasons.some(({ code }) => code === 'RANDOM_AUDIT' || code === 'AUDIT_OPEN')

  const read = { value: Number(reading), unit: display.unit ?? unitOf(of) }
  const isSaid = of.displayNeeded || display.unit !== before.unit || display.tenths !== before.tenths
  const say = (more: Pick<Word, 'instrument' | 'confirmBelowLast'>) =>
    void decide({
      decision: 'APPROVED',
      reading: read.value,
      // Of a new display nothing is known before it is said.
      ...((isSaid || more.instrument === 'REPLACED') && display),
      ...more,
    })
  const approve = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (!odometer) void decide({ decision: 'APPROVED' })
    else if (of.lastReading && isBelow(read, of.lastReading)) below.current?.showModal()
    else say({})
  }
  const change = (to: Display) => {
    // What the model has read is in whole units only if it knew of the tenths.
    if (to.tenths !== null && of.tenths == null) setReading(readingFor(to.tenths, reading, of.photo.reading?.value ?? null))
    setDisplay(to)
  }
  const choices = {
    k: () => change({ ...display, unit: 'KM' }),
    m: () => change({ ...display, unit: 'MI' }),
    t: () => change({ ...display, tenths: true }),
    w: () => change({ ...display, tenths: false }),
  }
  const askWhy = () => void (busy || why.current?.showModal())
  const edit = () => {
    const field = form.current?.querySelector<HTMLInputElement>('input[type=number]')
    field?.focus()
    field?.select()
  }
  // The form says what is missing, and leads there.
  useKeys({ a: () => form.current?.requestSubmit(), r: askWhy, ...(odometer && { e: edit, ...choices }) })

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        {of.photo.reviewUrl ? (
          <img src={of.photo.reviewUrl} alt={texts.photo} className="w-full rounded-lg border border-line" />
        ) : (
          <Notice tone="warn" title={texts.noPhoto} />
        )}
        <Lease until={of.claimedUntil ?? null} again={again} />
        <form ref={form} onSubmit={approve} className="flex flex-col gap-3">
          {odometer && <DisplayFields of={display} change={change} />}
          {odometer && (
            <Field
              label={texts.reading(read.unit.toLowerCase())}
              hint={display.tenths ? texts.withoutTenths : undefined}
              type="number"
              min={0}
              step={1}
              required
              value={reading}
              onChange={(event) => setReading(event.target.value)}
              // From there on the keys are the case's again.
              onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            />
          )}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="primary" busy={busy}>
              {texts.approve} <kbd aria-hidden>A</kbd>
            </Button>
            <Button look="danger" busy={busy} onClick={askWhy}>
              {texts.reject} <kbd aria-hidden>R</kbd>
            </Button>
            {odometer && (
              <Button onClick={edit}>
                {texts.edit} <kbd aria-hidden>E</kbd>
              </Button>
            )}
          </div>
        </form>
        {of.lastReading && <Below dialog={below} read={read} last={of.lastReading} say={say} />}
        <Why dialog={why} odometer={odometer} reject={(because) => void decide({ decision: 'REJECTED', ...because })} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={texts.claim}>
          <Claim of={of} />
        </Card>
        {blind ? (
          <Notice tone="info" title={policy.blind}>
            <p>{policy.blindMeans}</p>
          </Notice>
        ) : (
          <Checks of={of} />
        )}
        <Card title={texts.history}>
          <History of={of} />
        </Card>
      </div>
    </div>
  )
}

/** The platform has it as a text. */
const unitOf = ({ unit }: CaseShownFragment): DistanceUnit => (unit === 'MI' ? 'MI' : 'KM')
