import { Link } from '@tanstack/react-router'
import { LineChart } from '../../../web/chart/line-chart.tsx'
import { useFormat, type Format } from '../../../web/i18n/format.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Table } from '../../../web/ui/table.tsx'
import type { DistanceUnit, OdometerPageQuery, ReadingRowFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type Me = NonNullable<OdometerPageQuery['me']>
type Vehicle = NonNullable<Me['vehicles']>['edges'][number]['node']

/** What the display showed, in its own unit. */
export const shown = (format: Format, { value, unit }: { value: number; unit: DistanceUnit }): string =>
  `${format.number(value)} ${unit === 'KM' ? 'km' : 'mi'}`

/** The approved readings of one vehicle: the last one large, the way there as a line and as a table. */
export function Readings(props: { vehicle: Vehicle; readings: readonly ReadingRowFragment[]; more: (() => void) | null }) {
  const { vehicle, readings, more } = props
  const { odometer: texts } = useTexts()
  const format = useFormat()
  const [first, last] = [readings.at(-1), vehicle.odometer]
  if (!first || !last) {
    return (
      <Card title={`${texts.readings}: ${vehicle.name}`}>
        <p className="text-soft">{texts.noReading}</p>
      </Card>
    )
  }
  const points = readings.toReversed().map(({ takenAt, readingKm }) => ({ x: Date.parse(takenAt), y: readingKm - first.readingKm }))
  return (
    <Card title={`${texts.readings}: ${vehicle.name}`}>
      <p>
        <span className="block text-sm text-soft">
          {texts.lastReading}, {format.day(last.takenAt)}
        </span>
        <span className="text-xl font-bold">{shown(format, last)}</span>
      </p>
      {points.length > 1 && (
        <LineChart
          label={texts.chart}
          points={points}
          xName={texts.when}
          xText={(x) => format.day(new Date(x))}
          yText={(y) => format.number(y)}
          asTable={texts.asTable}
        />
      )}
      <Table
        label={texts.readings}
        rows={readings}
        rowKey={({ id }) => id}
        columns={[
          { name: texts.when, cell: ({ takenAt }) => format.dayAndClock(takenAt) },
          { name: texts.reading, cell: (reading) => shown(format, reading), number: true },
          {
            name: texts.distance,
            cell: ({ distanceKm }) => (distanceKm > 0 ? format.distance(distanceKm * 1000) : texts.nothingEarned),
            number: true,
          },
          { name: texts.earned, cell: ({ reward }) => <Earned reward={reward} />, number: true },
        ]}
      />
      {more && <Button onClick={more}>{texts.more}</Button>}
    </Card>
  )
}

function Earned({ reward }: { reward?: { id: string; amount: string } | null | undefined }) {
  const { odometer: texts } = useTexts()
  const format = useFormat()
  if (!reward) return texts.nothingEarned
  return (
    <Link to="/wallet/$reward" params={{ reward: reward.id }} className="text-brand underline">
      {format.tokens(reward.amount)}
    </Link>
  )
}
