import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { SeriesChart } from '../../../web/chart/series-chart.tsx'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { UsePageDocument, type UsePageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { dayBegins } from '../sessions/filters.ts'
import { StationChoice } from '../station-choice.tsx'
import { daysOf, dayText, type UseSearch } from './filters.ts'
import { sumOf } from './sum.ts'
import { HeatMap } from './heat-map.tsx'
import { Uptime } from './uptime.tsx'

const route = getRouteApi('/use')

export function UsePage() {
  const { use: texts } = useTexts()
  const search = route.useSearch()
  const [today] = useState(() => new Date())
  const days = daysOf(search, today)
  const of = search.station === undefined ? {} : { stationId: search.station }
  const after = dayText(new Date(dayBegins(days.until) ?? today), 1)
  const input = { ...of, from: dayBegins(days.from) ?? '', until: dayBegins(after) ?? '' }
  return (
    <ForOperators>
      <PageTitle>{texts.title}</PageTitle>
      <Filters days={days} />
      <div className="flex flex-col gap-4">
        <View query={UsePageDocument} variables={{ input }}>
          {({ stationUse }) => <Use use={stationUse} />}
        </View>
        <Uptime input={{ ...of, from: days.from, until: after }} />
      </div>
    </ForOperators>
  )
}

function Filters({ days: { from, until } }: { days: { from: string; until: string } }) {
  const { use: texts, sessions } = useTexts()
  const { station = '' } = route.useSearch()
  const go = route.useNavigate()
  const set = (part: UseSearch) => void go({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <div className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
      <StationChoice
        label={sessions.station}
        none={texts.allStations}
        value={station}
        onChange={(value) => set({ station: value || undefined })}
      />
      <Field label={sessions.from} type="date" value={from} onChange={(event) => set({ from: event.target.value || undefined })} />
      <Field
        label={sessions.until}
        type="date"
        value={until}
        onChange={(event) => set({ until: event.target.value || undefined })}
      />
    </div>
  )
}

function Use({ use: { hours, days } }: { use: UsePageQuery['stationUse'] }) {
  const { use: texts } = useTexts()
  const { kWh, number, day: dayOf, money } = useFormat()
  const energyWh = days.reduce((sum, day) => sum + day.energyWh, 0)
  const sessions = days.reduce((sum, day) => sum + day.sessions, 0)
  const earned = Map.groupBy(
    days.flatMap(({ revenue }) => revenue),
    ({ currency }) => currency,
  )
  if (sessions === 0) return <Empty>{texts.none}</Empty>
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Figure name={texts.energy}>{kWh(energyWh)}</Figure>
        <Figure name={texts.sessions}>{number(sessions)}</Figure>
        {[...earned].map(([currency, amounts]) => (
          <Figure key={currency} name={texts.billed}>
            {money({ currency, amount: sumOf(amounts.map(({ amount }) => amount)) })}
          </Figure>
        ))}
      </dl>
      <Card title={texts.heat}>
        <HeatMap hours={hours} />
      </Card>
      <Card>
        <SeriesChart
          label={texts.perDay}
          xName={texts.day}
          xs={days.map(({ day }) => dayOf(`${day}T12:00:00Z`, 'UTC'))}
          series={[{ name: texts.energy, values: days.map((day) => day.energyWh / 1000) }]}
          yText={(y) => number(y, 1)}
          asTable={texts.asTable}
        />
      </Card>
    </>
  )
}
