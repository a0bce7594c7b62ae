import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { faultOf } from '../../../web/graph/exchange.ts'
import { parsed } from '../../../web/graph/parsed.ts'
import { useLive } from '../../../web/graph/view.tsx'
import { readBox, writeBox, type Box, type Place } from '../../../web/map/box.ts'
import PinMap from '../../../web/map/map.tsx'
import type { Pin } from '../../../web/map/pins.ts'
import { useConfig } from '../../../web/shell/config.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  StationsPageLiveDocument,
  StationsPageMapDocument,
  type ListedStationFragment,
  type StationFilter,
  type StationsPageMapQuery,
} from '../../generated/graphql.ts'
import { useFirstTexts } from '../../texts/first.ts'
import { freeOf, stateOf, STATE_TONES } from '../station-state.ts'
import { Legend } from './legend.tsx'
import { useWish } from './use-wish.ts'

const route = getRouteApi('/')
/** What one subscription follows; the list follows its own in any case. */
const WATCHED = 1_000
const NOWHERE: Box = { south: 0, west: 0, north: 0, east: 0 }

/** The chargers of the list, and all others of the part that is shown. The map is as the address says, and says to the address where it was moved. */
export default function StationMap({ filter, here }: { filter: StationFilter; here: Place | null }) {
  const { map: texts } = useFirstTexts()
  const { centre, tiles } = useConfig()
  const { box: written, station: chosen } = route.useSearch()
  const wish = useWish()
  const [seen, setSeen] = useState<{ box: Box; zoom: number } | null>(null)
  const [broken, setBroken] = useState(false)
  // The same thing as long as it says the same: the map goes to another.
  const view = useMemo(() => readBox(written) ?? here ?? centre, [written, here, centre])
  const [{ data, error }, again] = useQuery<StationsPageMapQuery>({
    query: parsed(StationsPageMapDocument) as never,
    variables: { box: seen?.box ?? NOWHERE, zoom: seen?.zoom ?? 0, filter },
    pause: seen === null,
  })
  const clusters = data?.stationsIn.clusters
  useLive(
    StationsPageLiveDocument,
    { input: { box: seen?.box ?? NOWHERE } },
    seen === null || (data?.stationsIn.count ?? WATCHED) >= WATCHED,
  )
  const pins = useMemo(() => clusters?.map(pinOf) ?? [], [clusters])
  const station = clusters?.find((each) => each.station?.id === chosen)?.station
  if (broken) return <Notice tone="warn" title={texts.noMap} />
  return (
    <div className="flex flex-col gap-2">
      <div className="relative h-96 overflow-hidden rounded-lg border border-line lg:h-[calc(100dvh-12rem)]">
        <PinMap
          label={texts.region}
          view={view}
          pins={pins}
          chosen={chosen}
          reader={here}
          tiles={tiles?.url}
          onMove={(box, zoom, byReader) => {
            setSeen({ box, zoom })
            if (byReader) wish({ box: writeBox(box) })
          }}
          onPick={({ id }) => wish({ station: id })}
          onFault={() => setBroken(true)}
        />
        {station && <Chosen station={station} />}
      </div>
      {error && <Fault fault={faultOf(error)} again={() => again({ requestPolicy: 'network-only' })} />}
      <Legend />
      <p className="text-xs text-soft">{tiles ? tiles.credit : texts.drawn}</p>
    </div>
  )
}

/** What was picked on the map, with the way to it. */
function Chosen({ station }: { station: ListedStationFragment }) {
  const { stations: texts, map } = useFirstTexts()
  const state = stateOf(station)
  return (
    <div
      role="status"
      className="absolute inset-x-2 bottom-2 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-card p-3"
    >
      <p className="min-w-0 grow">
        <span className="block truncate font-semibold">{station.name}</span>
        <span className="block truncate text-sm text-soft">{station.address}</span>
      </p>
      <Badge tone={STATE_TONES[state]}>
        {state === 'free' ? texts.free(freeOf(station), station.evses.length) : map.states[state]}
      </Badge>
      <Link to="/stations/$id" params={{ id: station.id }} className={buttonClass('primary')}>
        {map.open}
      </Link>
    </div>
  )
}

type Cluster = StationsPageMapQuery['stationsIn']['clusters'][number]

function pinOf({ count, location, bounds, station }: Cluster): Pin {
  if (!station) {
    const id = `${bounds.south}/${bounds.west}/${bounds.north}`
    return { id, place: location, kind: 'many', count, name: '', bounds }
  }
  const state = stateOf(station)
  const kind = state === 'unknown' ? 'out' : state
  return { id: station.id, place: location, kind, count: freeOf(station), name: station.name }
}
