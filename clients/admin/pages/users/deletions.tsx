import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { DeletionsPageDocument, type AccountDeletionState, type DeletionRowFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const TONES: Readonly<Record<AccountDeletionState, Tone>> = {
  CHECKING: 'busy',
  SCHEDULED: 'busy',
  WAITING: 'warn',
  REFUSED: 'warn',
  CANCELLED: 'quiet',
  DONE: 'good',
}

/** Who wants to leave; asked for when it is opened. */
export function Deletions() {
  const { users: texts } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <details className="rounded-lg border border-line bg-card p-4" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 font-semibold sm:min-h-9">{texts.leaving}</summary>
      {open && (
        <Paged query={DeletionsPageDocument} variables={{}} list={({ accountDeletions }) => accountDeletions}>
          {(deletions) =>
            deletions.length === 0 ? (
              <Empty>{texts.nobodyLeaves}</Empty>
            ) : (
              <ul className="flex flex-col gap-4">
                {deletions.map((deletion) => (
                  <li key={deletion.id}>
                    <Deletion of={deletion} />
                  </li>
                ))}
              </ul>
            )
          }
        </Paged>
      )}
    </details>
  )
}

/** How far it is, and what is in its way. */
export function Deletion({ of }: { of: DeletionRowFragment }) {
  const { users: texts, deletionState } = useTexts()
  const { day, dayAndClock } = useFormat()
  const holds = of.parts.filter(({ hold }) => hold != null)
  const forgotten = of.parts.filter(({ forgottenAt }) => forgottenAt != null).length
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-3">
        <Badge tone={TONES[of.state]}>{deletionState[of.state]}</Badge>
        <Link to="/users/$id" params={{ id: of.userId }} className="text-brand underline">
          {of.userId}
        </Link>
      </p>
      <p className="text-soft">
        {texts.asked(dayAndClock(of.requestedAt))} {of.doneAt ? texts.goneAt(dayAndClock(of.doneAt)) : texts.dueAt(day(of.dueAt))}{' '}
        {texts.forgotten(forgotten, of.parts.length)}
      </p>
      {holds.map(({ part, hold }) => (
        <p key={part}>
          {part}: {hold}
        </p>
      ))}
    </div>
  )
}
