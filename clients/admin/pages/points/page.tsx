import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Pages } from '../../../web/list/pages.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { PointsPageDocument, type ChargePointFilter } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { pointFilter } from './filters.ts'
import { Filters } from './filter-bar.tsx'
import { PointTable, type Point } from './point-table.tsx'

const route = getRouteApi('/points')
const PAGE = 100

export function PointsPage() {
  const { points: texts, fleet } = useTexts()
  const filter = pointFilter(route.useSearch())
  return (
    <ForOperators>
      <PageTitle
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <LiveBadge />
            <Link to="/bulk" className={buttonClass()}>
              {fleet.bulks}
            </Link>
          </div>
        }
      >
        {texts.title}
      </PageTitle>
      <Filters />
      <Pages query={PointsPageDocument} variables={{ first: PAGE, filter }} pick={({ chargePoints }) => chargePoints}>
        {({ rows, more }) => <Fleet points={rows} more={more} filter={filter} />}
      </Pages>
    </ForOperators>
  )
}

function Fleet(props: { points: readonly Point[]; more: (() => void) | null; filter: ChargePointFilter }) {
  const { points, more, filter } = props
  const { points: texts } = useTexts()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  if (points.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <div className="flex flex-col gap-3">
      <BulkBar points={points} complete={more === null} filter={filter} selected={selected} select={setSelected} />
      <PointTable points={points} more={more} selected={selected} select={setSelected} />
    </div>
  )
}
