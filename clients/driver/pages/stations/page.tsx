import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useConfig } from '../../../web/shell/config.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { StationsPageDocument, type StationsPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { energyPrices } from '../connector.ts'

const route = getRouteApi('/')
const POWERS = ['0', '11', '50', '150'] as const

export function StationsPage() {
  const { stations: texts } = useTexts()
  const { kW } = useFormat()
  const { centre } = useConfig()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [place, setPlace] = useState(centre)
  const [noPlace, setNoPlace] = useState(false)
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => setPlace({ latitude, longitude }),
      () => setNoPlace(true),
    )
  const { text, free = false, kW: least = 0 } = search
  const input = { ...place, onlyAvailable: free, minPowerW: least * 1000, ...(text !== undefined && { text }) }

  return (
    <>
      <PageTitle aside={<Button onClick={locate}>{texts.nearMe}</Button>}>{texts.title}</PageTitle>
      {noPlace && <Notice tone="warn" title={texts.noPlace} />}
      <search className="mb-4 flex flex-wrap items-end gap-4">
        <Field
          label={texts.find}
          type="search"
          value={text ?? ''}
          onChange={(event) => void navigate({ search: (now) => ({ ...now, text: event.target.value }), replace: true })}
        />
        <Choice
          label={texts.power}
          value={POWERS.find((power) => power === String(least)) ?? '0'}
          options={POWERS.map((value) => ({ value, name: value === '0' ? texts.anyPower : kW(Number(value) * 1000) }))}
          onChange={(value) => void navigate({ search: (now) => ({ ...now, kW: Number(value) }) })}
        />
        <Switch label={texts.onlyFree} on={free} onChange={(on) => void navigate({ search: (now) => ({ ...now, free: on }) })} />
      </search>
      <View query={StationsPageDocument} variables={{ input }}>
        {({ nearestConnectors }) => <Stations found={nearestConnectors.edges} />}
      </View>
    </>
  )
}

type Found = StationsPageQuery['nearestConnectors']['edges']

function Stations({ found }: { found: Found }) {
  const { stations: texts, plug } = useTexts()
  const format = useFormat()
  const stations = [...Map.groupBy(found, ({ node }) => node.station.id)]
  if (stations.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <>
      <p role="status" className="mb-2 text-sm text-soft">
        {texts.found(stations.length)}
      </p>
      <ul className="flex flex-col gap-2">
        {stations.map(([id, connectors]) => {
          const [first] = connectors
          if (!first) return null
          const { name, address } = first.node.station
          const free = connectors.filter(({ node }) => node.status === 'AVAILABLE').length
          const most = Math.max(...connectors.map(({ node }) => node.maxPowerW))
          const price = first.node.tariff && energyPrices(first.node.tariff)
          return (
            <li key={id}>
              <Link
                to="/stations/$id"
                params={{ id }}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
              >
                <span className="min-w-0 grow">
                  <span className="block truncate font-semibold">{name}</span>
                  <span className="block truncate text-sm text-soft">
                    {address} · {format.distance(first.distanceM)}
                  </span>
                </span>
                <span className="text-sm text-soft">
                  {[...new Set(connectors.map(({ node }) => plug[node.standard]))].join(', ')} · {format.kW(most)}
                  {price && first.node.tariff && (
                    <>
                      {' · '}
                      {format.price(price[0], first.node.tariff.currency)} {texts.perKwh}
                    </>
                  )}
                </span>
                <Badge tone={free > 0 ? 'good' : 'busy'}>{texts.free(free, connectors.length)}</Badge>
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
