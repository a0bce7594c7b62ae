import { getRouteApi, Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { ChargingSessionTableDocument, SessionsPageDocument, type SessionListedFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CsvButton } from '../csv-button.tsx'
import { ForOperators } from '../for-operators.tsx'
import { named } from '../named.ts'
import { sessionFilter, type SessionSearch } from './filters.ts'
import { costOf, SESSION_TONES } from './shown.ts'

const route = getRouteApi('/sessions')
const PAGE = 50

export function SessionsPage() {
  const { sessions: texts, stations } = useTexts()
  const { sdk } = useSession()
  const filter = sessionFilter(route.useSearch())
  return (
    <ForOperators>
      <PageTitle
        aside={
          <CsvButton
            name="sessions.csv"
            part={async (after) => (await sdk.execute(ChargingSessionTableDocument, { filter, after })).chargingSessionTable}
          />
        }
      >
        {texts.title}
      </PageTitle>
      <Filters />
      <Pages query={SessionsPageDocument} variables={{ filter, first: PAGE }} pick={({ chargingSessions }) => chargingSessions}>
        {({ rows, more, again }) => (
          <div className="flex flex-col gap-4">
            <Sessions sessions={rows} />
            <div className="flex flex-wrap gap-3">
              {more && <Button onClick={more}>{stations.more}</Button>}
              <Button onClick={again}>{texts.again}</Button>
            </div>
          </div>
        )}
      </Pages>
    </ForOperators>
  )
}

function Filters() {
  const { sessions: texts, sessionStatus, stations } = useTexts()
  const { station, status = '', held, from = '', until = '' } = route.useSearch()
  const go = route.useNavigate()
  const set = (part: SessionSearch) => void go({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
        <Choice
          label={texts.status}
          value={status}
          options={[{ value: '', name: stations.any }, ...named(sessionStatus)]}
          onChange={(value) => set({ status: value || undefined })}
        />
        <Field label={texts.from} type="date" value={from} onChange={(event) => set({ from: event.target.value || undefined })} />
        <Field
          label={texts.until}
          type="date"
          value={until}
          onChange={(event) => set({ until: event.target.value || undefined })}
        />
        <Switch label={texts.heldOnly} on={held === 'yes'} onChange={(on) => set({ held: on ? 'yes' : undefined })} />
      </div>
      {station && (
        <Button className="self-start" onClick={() => set({ station: undefined })}>
          {texts.allStations}
        </Button>
      )}
    </div>
  )
}

function Sessions({ sessions }: { sessions: readonly SessionListedFragment[] }) {
  const { sessions: texts, sessionStatus } = useTexts()
  const { dayAndClock, kWh, money } = useFormat()
  if (sessions.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <Table<SessionListedFragment>
      label={texts.title}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          name: texts.started,
          cell: ({ id, startedAt, requestedAt, station }) => (
            <Link to="/sessions/$id" params={{ id }} className="font-semibold text-brand underline">
              {dayAndClock(startedAt ?? requestedAt, station.timeZone)}
            </Link>
          ),
        },
        { name: texts.station, cell: ({ station }) => <bdi className="block max-w-56 truncate">{station.name}</bdi> },
        {
          name: texts.status,
          cell: ({ status, held }) => (
            <span className="flex gap-2">
              <Badge tone={SESSION_TONES[status]}>{sessionStatus[status]}</Badge>
              {held && <Badge tone="warn">{texts.held}</Badge>}
            </span>
          ),
        },
        { name: texts.energy, number: true, cell: ({ energyWh }) => kWh(energyWh) },
        {
          name: texts.cost,
          number: true,
          cell: (session) => {
            const cost = costOf(session)
            return cost ? money(cost) : '–'
          },
        },
      ]}
    />
  )
}
