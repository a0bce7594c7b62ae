import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { parsed } from '../../../web/graph/parsed.ts'
import { chooseUnits } from '../../../web/i18n/units.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useConfig } from '../../../web/shell/config.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { StationsPageReaderDocument, type StationsPageReaderQuery } from '../../generated/graphql.ts'
import { useFirstTexts } from '../../texts/first.ts'
import { Filters } from './filters.tsx'
import { StationList } from './list.tsx'
import { aroundOf, filterOf, nearestInput } from './search.ts'
import { useHere } from './use-here.ts'
import { useWide } from './use-wide.ts'
import { useWish } from './use-wish.ts'

const route = getRouteApi('/')
// It weighs more than all of the rest, and the list is what people read.
// Without a network it may not be there at all: the list is, and says so itself.
const StationMap = lazy(() => import('./station-map.tsx').catch(() => ({ default: () => <></> })))

export function StationsPage() {
  const { reader } = useSession()
  const { map: texts, stations, places } = useFirstTexts()
  const { centre } = useConfig()
  const search = route.useSearch()
  const wish = useWish()
  const { here, looking, refusal, look } = useHere()
  const wide = useWide()
  const [listed, setListed] = useState(false)
  // Nobody waits for it: without an answer there are no vehicles to choose from.
  const [{ data: mine }] = useQuery<StationsPageReaderQuery>({
    query: parsed(StationsPageReaderDocument) as never,
    pause: reader === null,
  })
  const vehicles = mine?.me?.vehicles?.edges.map(({ node }) => node) ?? []
  const units = mine?.me?.units
  useEffect(() => {
    if (units) chooseUnits(units)
  }, [units])

  const plugs = vehicles.find(({ id }) => id === search.vehicle)?.connectors ?? null
  const filter = filterOf(search, plugs)
  const around = aroundOf(search, here, centre)
  const input = nearestInput(around, search, filter)
  // The map asks anew when this is another thing, and not at each key.
  const written = JSON.stringify({ ...filter, ...(search.free && { onlyAvailable: true }) })
  const mapFilter = useMemo(() => JSON.parse(written) as typeof filter, [written])
  const locate = () => {
    look()
    // What is near is wished now, wherever the map was.
    wish({ box: undefined })
  }
  const shown = wide || search.map === true
  return (
    <>
      <PageTitle
        aside={
          <div className="flex flex-wrap gap-2">
            {!wide && (
              <Button aria-pressed={search.map === true} onClick={() => wish({ map: search.map ? undefined : true })}>
                {search.map ? texts.hide : texts.show}
              </Button>
            )}
            {reader !== null && (
              <Link to="/favourites" className={buttonClass()}>
                <span aria-hidden>★</span> {places.favourites}
              </Link>
            )}
            <Button onClick={locate} busy={looking}>
              {looking ? texts.looking : stations.nearMe}
            </Button>
          </div>
        }
      >
        {stations.title}
      </PageTitle>
      {refusal && <Notice tone="warn" title={texts.refusals[refusal]} />}
      <Filters vehicles={vehicles} />
      <div className="flex flex-col gap-4 lg:grid lg:grid-cols-2 lg:items-start">
        <div className="order-2 min-w-0 lg:order-1">
          <StationList input={input} from={around.from} onListed={() => setListed(true)} />
        </div>
        {shown && listed && (
          <div className="order-1 lg:sticky lg:top-4 lg:order-2">
            <Suspense fallback={<div className="h-96 rounded-lg bg-sunk lg:h-[calc(100dvh-10rem)]" />}>
              <StationMap filter={mapFilter} here={here} />
            </Suspense>
          </div>
        )}
      </div>
    </>
  )
}
