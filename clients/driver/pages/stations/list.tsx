import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { inBox, metresBetween, readBox } from '../../../web/map/box.ts'
import { useSession } from '../../../web/session/session.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import {
  StationsPageDocument,
  StationsPageLiveDocument,
  type NearestConnectorsInput,
  type StationsPageQuery,
} from '../../generated/graphql.ts'
import { useFirstTexts } from '../../texts/first.ts'
import { energyPrices } from '../connector.ts'
import { freeOf, stateOf, STATE_TONES } from '../station-state.ts'
import type { Around } from './search.ts'
import { useWish } from './use-wish.ts'

const route = getRouteApi('/')

interface Props {
  input: NearestConnectorsInput
  from: Around['from']
  /** Something is there to read. */
  onListed: () => void
}

/** Chargers, the nearest first, a page below the other. */
export const StationList = (props: Props) => <Page {...props} after={null} before={[]} />

type Edge = StationsPageQuery['nearestConnectors']['edges'][number]
type Found = Edge['node']

function Page(props: Props & { after: string | null; before: readonly string[] }) {
  const { input, after, before } = props
  const { reader } = useSession()
  const { box } = route.useSearch()
  const part = readBox(box)
  return (
    <View query={StationsPageDocument} variables={{ input, after, signedIn: reader !== null }}>
      {({ nearestConnectors: { edges, pageInfo } }) => {
        // A station is listed once, at its first connector that fits; its next may be on the next page.
        const found = [...Map.groupBy(edges, ({ node }) => node.station.id).values()].flatMap(([first]) =>
          first && !before.includes(first.node.station.id) && (!part || inBox(part, first.node.station.location))
            ? [first.node]
            : [],
        )
        return <Stations {...props} found={found} next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null} />
      }}
    </View>
  )
}

function Stations(props: Props & { before: readonly string[]; found: readonly Found[]; next: string | null }) {
  const { input, from, onListed, before, found, next } = props
  const { stations: texts, map } = useFirstTexts()
  const wish = useWish()
  const { box } = route.useSearch()
  // More of these, and not of those that are asked for next.
  const [moreOf, setMoreOf] = useState('')
  const asked = JSON.stringify(input)
  const more = moreOf === asked
  const stationIds = found.map(({ station }) => station.id)
  useLive(StationsPageLiveDocument, { input: { stationIds } }, stationIds.length === 0)
  useEffect(onListed, [])
  if (before.length === 0 && found.length === 0 && next === null) {
    return (
      <div className="flex flex-col items-center gap-3">
        <Empty>{texts.none}</Empty>
        {box !== undefined && <Button onClick={() => wish({ box: undefined })}>{map.everywhere}</Button>}
      </div>
    )
  }
  return (
    <>
      {before.length === 0 && (
        <p role="status" className="mb-2 text-sm text-soft">
          {next === null ? texts.found(found.length) : map.foundMore(found.length)} · {map.from[from]}
        </p>
      )}
      <ul className="mb-2 flex flex-col gap-2">
        {found.map((connector) => (
          <Line key={connector.id} connector={connector} origin={input} />
        ))}
      </ul>
      {next !== null && !more && <Button onClick={() => setMoreOf(asked)}>{map.showMore}</Button>}
      {next !== null && more && <Page key={next} {...props} after={next} before={[...before, ...stationIds]} />}
    </>
  )
}

function Line({ connector, origin }: { connector: Found; origin: NearestConnectorsInput }) {
  const { station, tariff } = connector
  const { stations: texts, map, plug } = useFirstTexts()
  const format = useFormat()
  const { station: chosen } = route.useSearch()
  const line = useRef<HTMLLIElement>(null)
  const isChosen = chosen === station.id
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const connectors = station.evses.flatMap((evse) => evse.connectors)
  const price = tariff && energyPrices(tariff)
  const state = stateOf(station)
  return (
    <li ref={line}>
      <Link
        to="/stations/$id"
        params={{ id: station.id }}
        aria-current={isChosen || undefined}
        className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border border-line bg-card p-4 hover:bg-sunk aria-[current=true]:border-brand aria-[current=true]:bg-brand-soft"
      >
        <span className="min-w-0 grow basis-48">
          <span className="block truncate font-semibold">
            {station.favourite && (
              <>
                <span aria-hidden className="text-brand">
                  ★{' '}
                </span>
                <span className="sr-only">{map.favourite} </span>
              </>
            )}
            {station.name}
          </span>
          <span className="block truncate text-sm text-soft">
            {format.distance(metresBetween(station.location, origin))} · {station.address}
          </span>
        </span>
        <Badge tone={STATE_TONES[state]}>
          {state === 'free' ? texts.free(freeOf(station), station.evses.length) : map.states[state]}
        </Badge>
        <span className="w-full text-sm text-soft">
          {[...new Set(connectors.map(({ standard }) => plug[standard]))].join(', ')} ·{' '}
          {format.kW(Math.max(...connectors.map(({ maxPowerW }) => maxPowerW)))}
          {price && tariff && (
            <>
              {' · '}
              {format.price(price[0], tariff.currency)} {texts.perKwh}
            </>
          )}
        </span>
      </Link>
    </li>
  )
}
