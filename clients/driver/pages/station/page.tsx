import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  StartChargingDocument,
  StationPageDocument,
  StationPageLiveDocument,
  StationPageQuoteDocument,
  type PaymentHoldState,
  type StationConnectorFragment,
  type StationPageQuery,
} from '../../generated/graphql.ts'
import { PayFault } from '../paying/pay-fault.tsx'
import { useTexts } from '../../texts/index.ts'
import { CONNECTOR_TONES } from '../connector.ts'
import { AboutStation } from './about.tsx'
import { Booking } from './booking.tsx'
import { HoldAndStart } from './hold.tsx'
import { Report } from './report.tsx'
import { Star } from './star.tsx'

const route = getRouteApi('/stations/$id')
/** What the estimate is for. */
const ESTIMATE_WH = 30_000

export function StationPage() {
  const { id } = route.useParams()
  return (
    <View query={StationPageDocument} variables={{ id }}>
      {({ station, me }, again) => station && <Station station={station} me={me} again={again} />}
    </View>
  )
}

type Shown = NonNullable<StationPageQuery['station']>
type Me = StationPageQuery['me']

function Station({ station, me, again }: { station: Shown; me: Me; again: () => void }) {
  const { station: texts } = useTexts()
  useLive(StationPageLiveDocument, { stationId: station.id })
  const vehicles = me?.vehicles?.edges.map(({ node }) => node) ?? []
  const [vehicleId, setVehicleId] = useState(vehicles.find(({ isDefault }) => isDefault)?.id ?? vehicles[0]?.id)
  return (
    <>
      <PageTitle
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <Star stationId={station.id} />
            <LiveBadge />
          </div>
        }
      >
        {station.name}
      </PageTitle>
      <div className="flex flex-col gap-4">
        <p className="text-soft">
          {station.address}, {station.city}
        </p>
        {!station.online && <Notice tone="warn" title={texts.offline} />}
        {me?.activeChargingSession && (
          <Notice tone="info" title={texts.alreadyCharging}>
            <Link to="/sessions/$id" params={{ id: me.activeChargingSession.id }} className="text-brand underline">
              {texts.toSession}
            </Link>
          </Notice>
        )}
        {vehicles.length > 1 && vehicleId !== undefined && (
          <Choice
            label={texts.vehicle}
            value={vehicleId}
            options={vehicles.map(({ id, name }) => ({ value: id, name }))}
            onChange={setVehicleId}
          />
        )}
        {station.evses.flatMap(({ number, connectors }) =>
          connectors.map((connector) => (
            <Connector
              key={connector.id}
              evse={number}
              connector={connector}
              timeZone={station.timeZone}
              vehicleId={vehicleId}
              me={me}
              again={again}
            />
          )),
        )}
        <Booking
          place={{
            id: station.id,
            timeZone: station.timeZone,
            powers: station.evses.flatMap(({ connectors }) => connectors.map(({ maxPowerW }) => maxPowerW)),
          }}
        />
        <AboutStation id={station.id} />
        <Report evses={station.evses} />
      </div>
    </>
  )
}

interface ConnectorProps {
  evse: number
  connector: StationConnectorFragment
  timeZone: string
  vehicleId: string | undefined
  me: Me
  again: () => void
}

function Connector(props: ConnectorProps) {
  const { evse, connector, timeZone } = props
  const { station: texts, connectorStatus, plug } = useTexts()
  const format = useFormat()
  return (
    <Card
      title={`${texts.connector(evse)} · ${plug[connector.standard]} · ${format.kW(connector.maxPowerW)}`}
      aside={<Badge tone={CONNECTOR_TONES[connector.status]}>{connectorStatus[connector.status]}</Badge>}
    >
      <p className="text-sm text-soft">
        {connector.statusUpdatedAt && texts.since(format.clock(connector.statusUpdatedAt, timeZone))}
      </p>
      <View query={StationPageQuoteDocument} variables={{ input: { connectorId: connector.id, energyWh: ESTIMATE_WH } }}>
        {({ priceQuote }) => (
          <p>
            {texts.estimate(format.kWh(ESTIMATE_WH))}{' '}
            <strong>{format.money(priceQuote.totalCostInclVat ?? priceQuote.totalCostExclVat)}</strong>
          </p>
        )}
      </View>
      <Start {...props} />
    </Card>
  )
}

/** Asks the charger. Nothing is shown as begun before the platform says so. */
function Start({ connector, vehicleId, timeZone, me, again }: ConnectorProps) {
  const { station: texts } = useTexts()
  const { sdk, reader } = useSession()
  const navigate = useNavigate()
  const { fault, busy, ask } = useAsking()
  const [wished, setWished] = useState(false)
  const { pathname } = globalThis.location
  if (reader === null) {
    return (
      <Link to="/sign-in" search={{ to: pathname }} className={buttonClass()}>
        {texts.signInToStart}
      </Link>
    )
  }
  const begun = openHold(me, connector.id)
  // Who pays afterwards has nothing held.
  if (begun !== null || (wished && connector.preauthorization && me?.paymentStanding !== 'POST_PAID'))
    return <HoldAndStart connector={connector} vehicleId={vehicleId} timeZone={timeZone} begun={begun} again={again} />
  const start = async () => {
    if (connector.preauthorization && me?.paymentStanding !== 'POST_PAID') return setWished(true)
    const { startCharging } = await once(`start/${connector.id}`, (idempotencyKey) =>
      sdk.execute(StartChargingDocument, {
        input: { connectorId: connector.id, idempotencyKey, ...(vehicleId !== undefined && { vehicleId }) },
      }),
    )
    await navigate({ to: '/sessions/$id', params: { id: startCharging.id } })
  }
  return (
    <>
      {fault && <PayFault fault={fault} />}
      <Button look="primary" onClick={() => void ask(start)} busy={busy} disabled={!STARTABLE.has(connector.status)}>
        {busy ? texts.starting : texts.start}
      </Button>
    </>
  )
}

/** What is being held here for a start that has not come. */
const openHold = (me: Me, connectorId: string): string | null =>
  me?.holds?.edges.find(({ node }) => node.connector.id === connectorId && !node.session && WAITS.has(node.state))?.node.id ?? null
const WAITS = new Set<PaymentHoldState>(['CREATED', 'REQUIRES_ACTION', 'AUTHORISED'])

/** Where a driver may begin: nobody else does. */
const STARTABLE = new Set(['AVAILABLE', 'PREPARING', 'FINISHING', 'RESERVED'])
