import { useFormat } from '../../../web/i18n/format.ts'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { UnlockConnectorDocument, type ChargePointConnectorStatus } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CommandButton } from './command-button.tsx'
import type { PointShown } from './shown.ts'

const TONES: Readonly<Record<ChargePointConnectorStatus, Tone>> = {
  AVAILABLE: 'good',
  PREPARING: 'busy',
  CHARGING: 'busy',
  SUSPENDED: 'warn',
  FINISHING: 'warn',
  RESERVED: 'warn',
  UNAVAILABLE: 'quiet',
  FAULTED: 'danger',
}

/** What the charger last said of each of its connectors, and their unlocking. */
export function Connectors({ point }: { point: PointShown }) {
  const { point: texts, connectorStatus } = useTexts()
  const { dayAndClock } = useFormat()
  if (point.connectors.length === 0) return <Empty>{texts.noConnectors}</Empty>
  const name = ({ evseNumber, connectorNumber }: PointShown['connectors'][number]) =>
    evseNumber === 0 ? texts.wholeCharger : texts.connector(evseNumber, connectorNumber)
  return (
    <Table<PointShown['connectors'][number]>
      label={texts.connectors}
      rows={point.connectors}
      rowKey={({ evseNumber, connectorNumber }) => `${evseNumber}/${connectorNumber}`}
      columns={[
        { name: texts.connectors, cell: (connector) => <strong>{name(connector)}</strong> },
        { name: texts.state, cell: ({ status }) => <Badge tone={TONES[status]}>{connectorStatus[status]}</Badge> },
        { name: texts.since, cell: ({ at }) => dayAndClock(at, point.station.timeZone ?? undefined) },
        { name: texts.error, cell: ({ errorCode, errorInfo }) => [errorCode, errorInfo].filter(Boolean).join(': ') || '–' },
        {
          name: texts.command,
          cell: (connector) => {
            const { evseNumber, connectorNumber } = connector
            if (evseNumber === 0) return '–'
            return (
              <CommandButton
                wish={`${point.id}/unlock/${evseNumber}/${connectorNumber}`}
                name={texts.unlock}
                question={texts.unlockAsks(name(connector))}
                command={UnlockConnectorDocument}
                input={{ chargePointId: point.id, evseNumber, connectorNumber }}
              />
            )
          },
        },
      ]}
    />
  )
}
