import { useNavigate } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Choice } from '../../../web/ui/choice.tsx'
import type { SessionsSumsQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { STATES, type SessionsSearch, type State } from './search.ts'

/** Months with sessions, vehicles and states; what is chosen is part of the address. */
export function Filters({ me, search }: { me: NonNullable<SessionsSumsQuery['me']>; search: SessionsSearch }) {
  const { history: texts } = useTexts()
  const format = useFormat()
  const navigate = useNavigate({ from: '/sessions' })
  const show = (change: SessionsSearch) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const months = new Set(me.chargingStatistics.months.map(({ month }) => month))
  if (search.month !== undefined) months.add(search.month)
  const vehicles = me.vehicles?.edges.map(({ node }) => node) ?? []
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <Choice
        label={texts.month}
        value={search.month ?? ''}
        options={[
          { value: '', name: texts.allMonths },
          ...[...months]
            .toSorted()
            .toReversed()
            .map((value) => ({ value, name: format.month(value) })),
        ]}
        onChange={(month) => show({ month: month === '' ? undefined : month })}
      />
      <Choice
        label={texts.state}
        value={search.state ?? ''}
        options={[
          { value: '', name: texts.anyState },
          ...(Object.keys(STATES) as State[]).map((value) => ({ value, name: texts.states[value] })),
        ]}
        onChange={(state) => show({ state: state === '' ? undefined : state })}
      />
      {vehicles.length > 0 && (
        <Choice
          label={texts.vehicle}
          value={search.vehicle ?? ''}
          options={[{ value: '', name: texts.anyVehicle }, ...vehicles.map(({ id, name }) => ({ value: id, name }))]}
          onChange={(vehicle) => show({ vehicle: vehicle === '' ? undefined : vehicle })}
        />
      )}
    </div>
  )
}
