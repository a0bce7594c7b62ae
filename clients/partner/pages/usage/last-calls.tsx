import { useFormat } from '../../../web/i18n/format.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { useTexts } from '../../texts/index.ts'
import type { UsedClient } from './numbers.tsx'

interface Props {
  client: UsedClient
  operation: string | undefined
  failed: boolean
  change: (part: { operation?: string | undefined; failed?: boolean | undefined }) => void
  /** Null: no more are shown at once. */
  more: (() => void) | null
}

/** The last calls of a client, all or those that failed, and how often which error came. */
export function LastCalls({ client, operation, failed, change, more }: Props) {
  const { usage: texts } = useTexts()
  const { moment, number } = useFormat()
  const { edges, pageInfo } = client.calls
  const named = (name: string) => (name === '-' ? texts.unnamed : name)
  const operations = new Set(client.usageByOperation.map((row) => row.operation))
  if (operation !== undefined) operations.add(operation)
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{texts.lastCalls}</h2>
      {client.errors.length > 0 && (
        <ul aria-label={texts.errorsByCode} className="flex flex-wrap gap-2">
          {client.errors.map(({ code, calls }) => (
            <li key={code}>
              <Badge tone="danger">{`${code} × ${number(calls)}`}</Badge>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-full sm:w-72">
          <Choice
            label={texts.operation}
            value={operation ?? ''}
            onChange={(value) => change({ operation: value || undefined })}
            options={[{ value: '', name: texts.all }, ...[...operations].map((value) => ({ value, name: named(value) }))]}
          />
        </div>
        <Switch label={texts.onlyFailed} on={failed} onChange={(on) => change({ failed: on || undefined })} />
      </div>
      {edges.length === 0 ? (
        <Empty>{texts.noCalls}</Empty>
      ) : (
        <Table
          label={texts.lastCalls}
          rows={edges.map(({ node }, place) => ({ ...node, place }))}
          rowKey={({ at, requestId, place }) => `${at} ${requestId ?? place}`}
          columns={[
            { name: texts.at, cell: ({ at }) => moment(at) },
            { name: texts.operation, cell: (call) => named(call.operation) },
            {
              name: texts.outcome,
              cell: ({ code }) => <Badge tone={code === null ? 'good' : 'danger'}>{code ?? texts.well}</Badge>,
            },
            { name: texts.took, number: true, cell: ({ ms }) => `${number(ms)} ms` },
            { name: texts.from, cell: ({ addressBlock }) => addressBlock ?? '–' },
            { name: texts.request, cell: ({ requestId }) => <code className="text-soft">{requestId ?? '–'}</code> },
          ]}
        />
      )}
      {pageInfo.hasNextPage && more && (
        <Button className="self-start" onClick={more}>
          {texts.more}
        </Button>
      )}
    </section>
  )
}
