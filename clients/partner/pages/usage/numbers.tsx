import { SeriesChart } from '../../../web/chart/series-chart.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { Table } from '../../../web/ui/table.tsx'
import type { UsagePageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { eachDay } from './days.ts'

export type UsedClient = NonNullable<UsagePageQuery['apiClient']>

/** Today against what the client may. */
export function Figures({ usage }: { usage: UsedClient }) {
  const { usage: texts } = useTexts()
  const { number } = useFormat()
  const today = usage.today[0]?.calls ?? 0
  return (
    <dl className="grid grid-cols-1 gap-3 sm:grid-cols-3">
      <Figure name={texts.today}>{number(today)}</Figure>
      <Figure name={texts.left}>
        {texts.leftOf(number(Math.max(usage.requestsPerDay - today, 0)), number(usage.requestsPerDay))}
      </Figure>
      <Figure name={texts.hour}>{number(usage.requestsPerHour)}</Figure>
    </dl>
  )
}

/** Calls, errors and how long they took, by day. */
export function Over({ period, usage }: { period: { from: string; to: string }; usage: UsedClient }) {
  const { usage: texts } = useTexts()
  const { number, dayAndMonth } = useFormat()
  const days = eachDay(period, usage.usageByDay)
  // Days of usage are days of UTC, whatever the reader's clock says.
  const xs = days.map(({ day }) => dayAndMonth(day, 'UTC'))
  const common = { xName: texts.day, xs, asTable: texts.asTable }
  const of = (pick: (row: UsedClient['usageByDay'][number]) => number, none: number | null) =>
    days.map(({ row }) => (row ? pick(row) : none))
  return (
    <>
      <Card>
        <SeriesChart
          {...common}
          label={texts.callsByDay}
          yText={(value) => number(value)}
          series={[
            { name: texts.calls, values: of(({ calls }) => calls, 0) },
            { name: texts.errors, values: of(({ errors }) => errors, 0) },
          ]}
        />
      </Card>
      <Card>
        <SeriesChart
          {...common}
          label={texts.latencyByDay}
          yText={(value) => number(value)}
          series={[
            { name: texts.p50, values: of(({ p50Ms }) => p50Ms, null) },
            { name: texts.p95, values: of(({ p95Ms }) => p95Ms, null) },
          ]}
        />
      </Card>
    </>
  )
}

/** The same by operation; one is chosen to see its calls. */
export function PerOperation({ usage, choose }: { usage: UsedClient; choose: (operation: string) => void }) {
  const { usage: texts } = useTexts()
  const { number } = useFormat()
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{texts.byOperation}</h2>
      <Table
        label={texts.byOperation}
        rows={usage.usageByOperation}
        rowKey={({ operation }) => operation}
        columns={[
          {
            name: texts.operation,
            cell: ({ operation }) => (
              <button
                type="button"
                className="min-h-11 cursor-pointer text-left text-brand underline sm:min-h-0"
                onClick={() => choose(operation)}
              >
                {operation === '-' ? texts.unnamed : operation}
              </button>
            ),
          },
          { name: texts.calls, number: true, cell: ({ calls }) => number(calls) },
          { name: texts.errors, number: true, cell: ({ errors }) => number(errors) },
          { name: texts.p50, number: true, cell: ({ p50Ms }) => `${number(p50Ms)} ms` },
          { name: texts.p95, number: true, cell: ({ p95Ms }) => `${number(p95Ms)} ms` },
        ]}
      />
    </section>
  )
}
