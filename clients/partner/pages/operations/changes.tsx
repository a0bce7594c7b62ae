import { Badge } from '../../../web/ui/badge.tsx'
import type { VersionViewQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { diffOf } from './diff.ts'
import { OperationRow, printed } from './operation.tsx'

type Changes = NonNullable<NonNullable<NonNullable<VersionViewQuery['apiClient']>['manifest']>['changes']>

const LOOKS = { ' ': '', '+': 'bg-brand-soft text-brand', '-': 'bg-danger-soft text-danger' } as const

/** What is other in a version than in another one, by operation and line. */
export function ChangesShown({ changes }: { changes: Changes }) {
  const { operations: texts } = useTexts()
  const { added, removed, changed, unchanged } = changes
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">{texts.changed(added.length, removed.length, changed.length, unchanged)}</p>
      {added.length > 0 && <h3 className="text-sm font-semibold">{texts.added}</h3>}
      {added.map((operation) => (
        <OperationRow key={operation.name} operation={operation} />
      ))}
      {removed.length > 0 && <h3 className="text-sm font-semibold">{texts.removed}</h3>}
      {removed.map((operation) => (
        <OperationRow key={operation.name} operation={operation} />
      ))}
      {changed.length > 0 && <h3 className="text-sm font-semibold">{texts.altered}</h3>}
      {changed.map(({ before, after }) => (
        <details key={after.name} open className="rounded-lg border border-line bg-card p-4">
          <summary className="flex cursor-pointer flex-wrap items-center justify-between gap-2 font-semibold">
            {after.name}
            <Badge tone="warn">{texts.alteredOne}</Badge>
          </summary>
          <pre
            tabIndex={0}
            role="region"
            aria-label={texts.diffOf(after.name)}
            className="mt-3 overflow-x-auto rounded-md border border-line bg-sunk p-3 text-sm"
          >
            {diffOf(printed(before.body), printed(after.body)).map(({ sign, text }, i) => (
              <code key={i} className={`block ${LOOKS[sign]}`}>
                {sign} {text}
              </code>
            ))}
          </pre>
        </details>
      ))}
    </div>
  )
}
