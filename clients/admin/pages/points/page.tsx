import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { PointsPageDocument, type PointsPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 50

export function PointsPage() {
  const { points: texts } = useTexts()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(PAGE)
  return (
    <SignedIn>
      <PageTitle>{texts.title}</PageTitle>
      <div className="mb-4 max-w-sm">
        <Field label={texts.search} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      </div>
      <View query={PointsPageDocument} variables={{ first: shown, filter: search === '' ? null : { search } }}>
        {({ chargePoints }) => (
          <div className="flex flex-col items-start gap-4">
            <Points points={chargePoints.edges.map(({ node }) => node)} />
            {chargePoints.pageInfo.hasNextPage && <Button onClick={() => setShown(shown + PAGE)}>{texts.more}</Button>}
          </div>
        )}
      </View>
    </SignedIn>
  )
}

type Point = PointsPageQuery['chargePoints']['edges'][number]['node']

function Points({ points }: { points: readonly Point[] }) {
  const { points: texts } = useTexts()
  if (points.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <Table<Point>
      label={texts.title}
      rows={points}
      rowKey={({ id }) => id}
      columns={[
        {
          name: texts.identity,
          cell: ({ id, identity }) => (
            <Link to="/points/$id" params={{ id }} className="font-semibold text-brand underline">
              {identity}
            </Link>
          ),
        },
        {
          name: texts.connection,
          cell: ({ station }) => (
            <Badge tone={station.online ? 'good' : 'danger'}>{station.online ? texts.online : texts.offline}</Badge>
          ),
        },
        { name: texts.station, cell: ({ station }) => `${station.name}, ${station.city}` },
        { name: texts.version, cell: ({ ocppVersion }) => (ocppVersion ? texts.ocpp[ocppVersion] : '–') },
        { name: texts.model, cell: ({ vendor, model }) => [vendor, model].filter(Boolean).join(' ') || '–' },
        { name: texts.firmware, cell: ({ firmware }) => firmware ?? '–' },
      ]}
    />
  )
}
