import { parse, print } from '@0no-co/graphql.web'
import { Badge } from '../../../web/ui/badge.tsx'
import { Code } from '../../../web/ui/copy.tsx'
import type { ApiOperationKind, OperationShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const TONES = { QUERY: 'good', MUTATION: 'warn', SUBSCRIPTION: 'busy' } as const satisfies Record<ApiOperationKind, string>

/** An operation: what it is called, what it does, its hash; opened, its text. */
export function OperationRow({ operation }: { operation: OperationShownFragment }) {
  const { operations: texts, operationKinds } = useTexts()
  const { name, kind, hash, body } = operation
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="flex cursor-pointer flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0">
          <span className="block font-semibold break-all">{name}</span>
          <code className="block text-sm text-soft">{hash.slice(0, 12)}…</code>
        </span>
        <Badge tone={TONES[kind]}>{operationKinds[kind]}</Badge>
      </summary>
      <div className="mt-3 flex flex-col gap-3">
        <Code label={texts.hash}>{hash}</Code>
        <Code label={texts.text}>{printed(body)}</Code>
      </div>
    </details>
  )
}

/** As people write it: code generators put a document into one line. What was uploaded parses. */
export const printed = (body: string): string => print(parse(body, { noLocation: true }))
