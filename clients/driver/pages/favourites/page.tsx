import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import {
  FavouritesPageDocument,
  FavouritesPageLiveDocument,
  SaveFavouriteDocument,
  type FavouritesPageQuery,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { freeOf, stateOf, STATE_TONES } from '../station-state.ts'

const PAGE = 20

export function FavouritesPage() {
  const { place: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.favourites}</PageTitle>
      <SignedIn>
        <Favourites />
      </SignedIn>
    </>
  )
}

function Favourites() {
  const { place: texts, map } = useTexts()
  const [shown, setShown] = useState(PAGE)
  useLive(FavouritesPageLiveDocument)
  return (
    <View query={FavouritesPageDocument} variables={{ first: shown }}>
      {({ me }, again) => {
        const edges = me?.favourites?.edges ?? []
        if (edges.length === 0) return <Empty>{texts.noFavourites}</Empty>
        return (
          <>
            <ul className="mb-2 flex flex-col gap-2">
              {edges.map(({ node }) => (
                <Line key={node.station.id} favourite={node} again={again} />
              ))}
            </ul>
            {me?.favourites?.pageInfo.hasNextPage && <Button onClick={() => setShown(shown + PAGE)}>{map.showMore}</Button>}
          </>
        )
      }}
    </View>
  )
}

type Shown = NonNullable<NonNullable<FavouritesPageQuery['me']>['favourites']>['edges'][number]['node']

function Line({ favourite: { station, tellWhenFree }, again }: { favourite: Shown; again: () => void }) {
  const { place: texts, stations, map } = useTexts()
  const { sdk } = useSession()
  const { fault, ask } = useAsking()
  const state = stateOf(station)
  const tell = async (on: boolean) => {
    await sdk.execute(SaveFavouriteDocument, { input: { stationId: station.id, tellWhenFree: on } })
    again()
  }
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-card p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Link to="/stations/$id" params={{ id: station.id }} className="min-w-0 grow basis-48">
          <span className="block truncate font-semibold">{station.name}</span>
          <span className="block truncate text-sm text-soft">
            {station.address}, {station.city}
          </span>
        </Link>
        <Badge tone={STATE_TONES[state]}>
          {state === 'free' ? stations.free(freeOf(station), station.evses.length) : map.states[state]}
        </Badge>
      </div>
      <Switch label={texts.tellWhenFree} on={tellWhenFree} onChange={(on) => void ask(() => tell(on))} />
      {fault && <Fault fault={fault} />}
    </li>
  )
}
