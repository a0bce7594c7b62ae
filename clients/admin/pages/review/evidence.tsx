import { useFormat } from '../../../web/i18n/format.ts'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Table } from '../../../web/ui/table.tsx'
import type { CaseShownFragment, CheckOutcome } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type Of = { of: CaseShownFragment }

/** What the one who took the photo says, and why a person is asked. */
export function Claim({ of }: Of) {
  const { review: texts, reviewKind } = useTexts()
  const { number, dayAndClock, percent, distance } = useFormat()
  const { photo } = of
  const unit = (of.unit ?? 'KM').toLowerCase()
  const facts = [
    [texts.asks, reviewKind[of.kind]],
    [texts.deed, of.task],
    [texts.material, of.material],
    [texts.read, photo.reading && `${number(photo.reading.value)} ${unit} (${percent(photo.reading.confidence * 100)})`],
    [texts.before, of.lastReading && `${number(of.lastReading.value)} ${of.lastReading.unit.toLowerCase()}`],
    [texts.distance, of.distanceM == null ? null : distance(of.distanceM)],
    [texts.takenAt, photo.takenAt && dayAndClock(photo.takenAt)],
    [texts.place, photo.takenAtPlace && `${photo.takenAtPlace.latitude}, ${photo.takenAtPlace.longitude}`],
    ...of.evidence.map(({ label, value }) => [label, value] as const),
  ] as const
  return (
    <>
      {of.adminOnly && <Badge tone="warn">{texts.adminOnly}</Badge>}
      <ul className="list-disc pl-5">
        {of.reasons.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
      {of.message && <blockquote className="border-l-4 border-edge pl-3">{of.message}</blockquote>}
      <dl className="flex flex-col gap-1 text-sm">
        {facts.map(
          ([name, value]) =>
            value != null && (
              <div key={name} className="flex justify-between gap-4">
                <dt className="text-soft">{name}</dt>
                <dd className="min-w-0 text-right break-words">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}

const TONES: Readonly<Record<CheckOutcome, Tone>> = { PASS: 'good', FLAG: 'warn', FAIL: 'danger', UNKNOWN: 'quiet' }

export function Checks({ of }: Of) {
  const { review: texts, outcome } = useTexts()
  const { number } = useFormat()
  return (
    <Table<CaseShownFragment['photo']['checks'][number]>
      label={texts.checks}
      rows={of.photo.checks}
      rowKey={({ check }) => check}
      columns={[
        { name: texts.checks, cell: ({ check }) => check },
        { name: texts.outcome, cell: (row) => <Badge tone={TONES[row.outcome]}>{outcome[row.outcome]}</Badge> },
        { name: texts.score, cell: ({ score }) => (score == null ? '–' : number(score, 2)), number: true },
        { name: texts.reason, cell: ({ reason }) => reason ?? '–' },
      ]}
    />
  )
}

/** What people have said on it before, the oldest first. */
export function History({ of }: Of) {
  const { review: texts, verdict } = useTexts()
  const { dayAndClock } = useFormat()
  if (of.decisions.length === 0) return <p className="text-soft">{texts.noHistory}</p>
  return (
    <ol className="flex flex-col gap-2 text-sm">
      {of.decisions.map((said) => (
        <li key={said.decidedAt} className="flex flex-wrap items-center gap-3">
          <Badge tone={said.decision === 'APPROVED' ? 'good' : 'danger'}>{verdict[said.decision]}</Badge>
          <span>{said.reviewer?.displayName}</span>
          <span className="text-soft">{dayAndClock(said.decidedAt)}</span>
          {said.reasons.map(({ code, message }) => (
            <span key={code}>{message}</span>
          ))}
        </li>
      ))}
    </ol>
  )
}
