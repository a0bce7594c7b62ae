import { Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { NO_ROWS, Pages } from '../../../web/list/pages.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { SessionsPageDocument, type SessionsPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ZONE } from './zone.ts'
import { filterOf, type SessionsSearch } from './search.ts'

const PAGE = 20

/** The sessions that fit, the newest first. */
export function List({ search }: { search: SessionsSearch }) {
  const { sessions: texts, history } = useTexts()
  const filter = filterOf(search, ZONE)
  const isNarrowed = Object.keys(filter).length > 0
  return (
    <Pages query={SessionsPageDocument} variables={{ filter, first: PAGE }} pick={({ me }) => me?.chargingSessions ?? NO_ROWS}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <Empty>{isNarrowed ? history.noneFits : texts.none}</Empty>
        ) : (
          <>
            <ul className="flex flex-col gap-2">
              {rows.map((session) => (
                <li key={session.id}>
                  <Row session={session} />
                </li>
              ))}
            </ul>
            {more && <Button onClick={more}>{texts.more}</Button>}
          </>
        )
      }
    </Pages>
  )
}

type Session = NonNullable<SessionsPageQuery['me']>['chargingSessions']['edges'][number]['node']

function Row({ session }: { session: Session }) {
  const { sessionStatus } = useTexts()
  const format = useFormat()
  const { id, station, startedAt, requestedAt, status, runningCost, energyWh } = session
  return (
    <Link
      to="/sessions/$id"
      params={{ id }}
      className="flex items-center justify-between gap-4 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
    >
      <span className="min-w-0">
        <span className="block font-semibold break-words">{station.name}</span>
        <span className="block text-sm text-soft">
          {format.dayAndClock(startedAt ?? requestedAt, station.timeZone)} · {sessionStatus[status]}
        </span>
      </span>
      <span className="text-right whitespace-nowrap">
        <span className="block font-semibold">{runningCost ? format.money(runningCost) : '–'}</span>
        <span className="block text-sm text-soft">{format.kWh(energyWh)}</span>
      </span>
    </Link>
  )
}
