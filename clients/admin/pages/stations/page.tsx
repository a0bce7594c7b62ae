import { getRouteApi, Link } from '@tanstack/react-router'
import { useLive } from '../../../web/graph/view.tsx'
import { Pages } from '../../../web/list/pages.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { StationsPageDocument, StationsPageLiveDocument, type StationListedFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { useOwn } from '../use-own.ts'
import type { StationSearch } from './filters.ts'

const route = getRouteApi('/stations')
const PAGE = 50
/** The platform watches no more at once. */
const WATCHED = 200

export function StationsPage() {
  const { stations: texts } = useTexts()
  const { q, online, retired } = route.useSearch()
  const own = useOwn()
  const filter = { ...own, ...(q && { nameContains: q }), ...(online && { online: online === 'yes' }) }
  return (
    <ForOperators>
      <PageTitle
        aside={
          <Link to="/stations/new" className={buttonClass('primary')}>
            {texts.register}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <Filters />
      <Pages
        query={StationsPageDocument}
        variables={{ filter, retired: retired === 'yes', first: PAGE }}
        pick={({ stations }) => stations}
      >
        {({ rows, more }) => (
          <div className="flex flex-col gap-4">
            <Stations stations={rows} />
            {more && (
              <Button className="self-start" onClick={more}>
                {texts.more}
              </Button>
            )}
          </div>
        )}
      </Pages>
    </ForOperators>
  )
}

function Filters() {
  const { stations: texts } = useTexts()
  const { q = '', online = '', retired = '' } = route.useSearch()
  const go = route.useNavigate()
  const set = (part: StationSearch) => void go({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <div className="mb-4 grid max-w-3xl grid-cols-1 gap-3 sm:grid-cols-3">
      <Field label={texts.search} type="search" value={q} onChange={(event) => set({ q: event.target.value })} />
      <Choice
        label={texts.connection}
        value={online}
        options={[
          { value: '', name: texts.any },
          { value: 'yes', name: texts.online },
          { value: 'no', name: texts.offline },
        ]}
        onChange={(value) => set({ online: value || undefined })}
      />
      <Choice
        label={texts.kept}
        value={retired}
        options={[
          { value: '', name: texts.inUse },
          { value: 'yes', name: texts.retired },
        ]}
        onChange={(value) => set({ retired: value || undefined })}
      />
    </div>
  )
}

function Stations({ stations }: { stations: readonly StationListedFragment[] }) {
  const { stations: texts } = useTexts()
  const watched = stations.filter(({ retiredAt }) => !retiredAt).slice(0, WATCHED)
  useLive(StationsPageLiveDocument, { input: { stationIds: watched.map(({ id }) => id) } }, watched.length === 0)
  if (stations.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <Table<StationListedFragment>
      label={texts.title}
      rows={stations}
      rowKey={({ id }) => id}
      columns={[
        {
          name: texts.name,
          cell: ({ id, name }) => (
            <Link to="/stations/$id" params={{ id }} className="block max-w-72 truncate font-semibold text-brand underline">
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        { name: texts.city, cell: ({ city }) => <bdi>{city}</bdi> },
        {
          name: texts.connection,
          cell: ({ online, retiredAt }) =>
            retiredAt ? (
              <Badge tone="quiet">{texts.retired}</Badge>
            ) : (
              <Badge tone={online ? 'good' : 'danger'}>{online ? texts.online : texts.offline}</Badge>
            ),
        },
        {
          name: texts.evses,
          number: true,
          cell: ({ evses }) => texts.free(evses.filter(({ status }) => status === 'AVAILABLE').length, evses.length),
        },
        { name: texts.identity, cell: ({ identity }) => identity ?? '–' },
      ]}
    />
  )
}
