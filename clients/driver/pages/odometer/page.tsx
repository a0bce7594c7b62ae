import { Link, getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useLive, View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Headed } from '../../../web/list/headed.tsx'
import { NO_ROWS } from '../../../web/list/pages.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  OdometerPageDocument,
  OdometerPageLiveDocument,
  OdometerPageReadingsDocument,
  OdometerPageUploadsDocument,
  WalletPageLiveDocument,
  type OdometerPageQuery,
} from '../../generated/graphql.ts'
import { ConsentFirst, GivenConsent } from '../../photos/consent.tsx'
import { useTexts } from '../../texts/index.ts'
import { Photos } from './photos.tsx'
import { Readings } from './readings.tsx'
import { Vehicles } from './vehicles.tsx'

const PAGE = 10
const route = getRouteApi('/odometer')

export function OdometerPage() {
  const { odometer: texts } = useTexts()
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{texts.title}</PageTitle>
      <SignedIn>
        <ConsentFirst>
          <View query={OdometerPageDocument} variables={{ first: PAGE }}>
            {(data, again) => <Odometer data={data} again={again} />}
          </View>
        </ConsentFirst>
      </SignedIn>
    </>
  )
}

function Odometer({ data, again }: { data: OdometerPageQuery; again: () => void }) {
  const { odometer: texts } = useTexts()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { me, myOdometerUploads } = data
  const uploads = myOdometerUploads.edges.map(({ node }) => node)
  /** Readings and rewards that were heard of and are not in the lists yet. */
  const late = useRef({ ids: new Set<string>(), tries: 0 })
  // Events go into the cache. A photo that is new to the list, and one that has become a reading, change what was asked for besides.
  const [known] = useState(() => new Map(uploads.map(({ id, state }) => [id, state])))
  useLive(OdometerPageLiveDocument, {}, false, ({ myOdometerUploadsUpdated }) => {
    const news = myOdometerUploadsUpdated.filter(({ id, state }) => known.get(id) !== state)
    for (const { id, state, reading } of news) {
      known.set(id, state)
      if (reading) late.current.ids.add(reading.id)
    }
    if (news.length > 0) again()
  })
  const [paid] = useState(() => new Map<string, string>())
  useLive(WalletPageLiveDocument, {}, false, ({ rewardEarned: { id, status, rule } }) => {
    if (rule.name !== 'ODOMETER_DISTANCE' || paid.get(id) === status) return
    paid.set(id, status)
    late.current.ids.add(id)
    again()
  })
  // What is asked for while the same is under way is not asked a second time, and that answer may be too old to have it.
  useEffect(() => {
    const { ids } = late.current
    for (const { node } of data.me?.vehicles?.edges.flatMap((edge) => edge.node.odometerReadings?.edges ?? []) ?? []) {
      ids.delete(node.id)
      if (node.reward) ids.delete(node.reward.id)
    }
    // What is on a page further back never comes.
    const isOver = ids.size === 0 || late.current.tries >= 3
    late.current = isOver ? { ids: new Set(), tries: 0 } : { ids, tries: late.current.tries + 1 }
    if (!isOver) again()
  }, [data])
  const vehicles = me?.vehicles?.edges.map(({ node }) => node) ?? []
  const vehicle = vehicles.find(({ id }) => id === search.vehicle) ?? vehicles.find(({ isDefault }) => isDefault) ?? vehicles[0]
  const stats = me?.odometerStats
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-2xl text-soft">{texts.what}</p>
      {vehicle ? (
        <div className="flex flex-wrap items-end gap-3">
          {vehicles.length > 1 && (
            <Choice
              label={texts.vehicle}
              value={vehicle.id}
              options={vehicles.map(({ id, name }) => ({ value: id, name }))}
              onChange={(id) => void navigate({ search: { vehicle: id } })}
            />
          )}
          <Link to="/capture" search={{ for: 'odometer', vehicle: vehicle.id }} className={buttonClass('primary')}>
            {texts.takePhoto}
          </Link>
        </div>
      ) : (
        <Empty>{texts.noVehicle}</Empty>
      )}
      <Headed
        head={myOdometerUploads}
        query={OdometerPageUploadsDocument}
        variables={{ first: 2 * PAGE }}
        pick={(all) => all.myOdometerUploads}
      >
        {(photos, more) => <Photos uploads={photos} more={more} again={again} />}
      </Headed>
      {vehicle && (
        <Headed
          key={vehicle.id}
          head={vehicle.odometerReadings ?? NO_ROWS}
          query={OdometerPageReadingsDocument}
          variables={{ first: 2 * PAGE }}
          pick={(all) => all.me?.vehicles?.edges.find(({ node }) => node.id === vehicle.id)?.node.odometerReadings ?? NO_ROWS}
        >
          {(readings, more) => <Readings vehicle={vehicle} readings={readings} more={more} />}
        </Headed>
      )}
      {stats && stats.readings > 0 && (
        <dl className="grid grid-cols-2 gap-3 sm:max-w-lg">
          <Figure name={texts.driven}>{format.distance(stats.score.kilometres * 1000)}</Figure>
          <Figure name={texts.saved}>{`${format.number(stats.score.co2SavedKg, 1)} kg`}</Figure>
        </dl>
      )}
      <Vehicles vehicles={vehicles} again={again} />
      <GivenConsent />
    </div>
  )
}
