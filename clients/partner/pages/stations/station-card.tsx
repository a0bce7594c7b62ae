import { useFormat } from '../../../web/i18n/format.ts'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import type { ConnectorStatus, StationsPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const TONES: Record<ConnectorStatus, Tone> = {
  AVAILABLE: 'good',
  PREPARING: 'busy',
  CHARGING: 'busy',
  SUSPENDED: 'busy',
  FINISHING: 'busy',
  RESERVED: 'warn',
  UNAVAILABLE: 'quiet',
  FAULTED: 'danger',
  UNKNOWN: 'quiet',
}
type ShownStation = StationsPageQuery['stations']['edges'][number]['node']

/** Uptime is shown of so many days. */
const DAYS = 30

/** A station: whether its charger is connected, what its connectors do, and what is wrong with it. */
export function StationCard({ station }: { station: ShownStation }) {
  const { stations: texts, connectorStatus } = useTexts()
  const { dayAndClock, kW, percent } = useFormat()
  const { chargePoint, evses, online, lastSeenAt, timeZone } = station
  const share = chargePoint?.uptime.find(({ days }) => days === DAYS)?.share
  const errors = chargePoint?.errors.edges.map(({ node }) => node) ?? []
  return (
    <Card title={station.name} aside={<Badge tone={online ? 'good' : 'danger'}>{online ? texts.online : texts.offline}</Badge>}>
      <p className="text-sm text-soft">
        {[
          `${station.address}, ${station.city}`,
          station.identity,
          !online && lastSeenAt && texts.lastSeen(dayAndClock(lastSeenAt, timeZone)),
          // What was never heard of has no past.
          lastSeenAt && share != null && texts.uptime(percent(share * 100)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ul aria-label={texts.connectors(station.name)} className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {evses.flatMap(({ number, connectors }) =>
          connectors.map(({ id, status, maxPowerW }) => (
            <li key={id} className="flex items-center gap-2">
              {texts.connector(number, kW(maxPowerW))}
              <Badge tone={TONES[status]}>{connectorStatus[status]}</Badge>
            </li>
          )),
        )}
      </ul>
      {errors.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm text-danger">
          {errors.map((error) => (
            <li key={error.id}>
              {texts.error(
                error.evseNumber,
                [error.errorCode ?? texts.faulted, error.errorInfo].filter(Boolean).join(': '),
                dayAndClock(error.beganAt, timeZone),
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
