import { getRouteApi, Link } from '@tanstack/react-router'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { PointPageDocument, PointPageLiveDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { Commands } from './commands.tsx'
import { Connectors } from './connectors.tsx'
import { Messages } from './messages.tsx'
import { Quarantine } from './quarantine.tsx'
import { Settings } from './settings.tsx'
import type { PointShown } from './shown.ts'

const route = getRouteApi('/points/$id')

export function PointPage() {
  const { id } = route.useParams()
  return (
    <ForOperators>
      <View query={PointPageDocument} variables={{ id }}>
        {({ chargePoint }) => (chargePoint ? <Point key={id} point={chargePoint} /> : <NotFound />)}
      </View>
    </ForOperators>
  )
}

function Point({ point }: { point: PointShown }) {
  const { point: texts, points } = useTexts()
  const { dayAndClock } = useFormat()
  useLive(PointPageLiveDocument, { id: point.id })
  const { connection, station } = point
  const zone = station.timeZone ?? undefined
  const facts = [
    [texts.station, `${station.name}, ${station.city}`],
    [texts.vendor, point.vendor],
    [points.model, point.model],
    [texts.serialNumber, point.serialNumber],
    [points.firmware, point.firmware],
    [points.version, point.ocppVersion && points.ocpp[point.ocppVersion]],
    [texts.bootedAt, point.bootedAt && dayAndClock(point.bootedAt, zone)],
    [texts.securityProfile, connection?.securityProfile?.toString()],
    [texts.quarantined, point.quarantinedCount.toString()],
  ] as const
  return (
    <>
      <Link to="/points" className="text-brand underline">
        {points.title}
      </Link>
      <PageTitle aside={<LiveBadge />}>{point.identity}</PageTitle>
      <div className="flex flex-col gap-4">
        <p>
          {connection ? (
            <Badge tone="good">{texts.connectedSince(dayAndClock(connection.since, zone))}</Badge>
          ) : (
            <Badge tone="danger">{points.offline}</Badge>
          )}
        </p>
        <Card title={texts.facts}>
          <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
            {facts.map(([name, value]) => (
              <div key={name} className="flex justify-between gap-3 sm:flex-col sm:justify-start sm:gap-0">
                <dt className="text-soft">{name}</dt>
                <dd className="min-w-0 text-right break-words sm:text-left">{value ?? '–'}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Connectors point={point} />
        <Commands point={point} />
        <Messages id={point.id} zone={zone} />
        <Settings point={point} />
        <Quarantine id={point.id} zone={zone} />
      </div>
    </>
  )
}
