import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { RetireConnectorDocument, RetireEvseDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ConnectorForm, EvseForm } from './equipment-forms.tsx'
import { EVSE_TONES, type ConnectorShown, type EvseShown, type StationShown } from './shown.ts'

interface Props {
  station: StationShown
  again: () => void
}

/** What a station has: each EVSE with its connectors, what they cost and how they are now. */
export function Equipment({ station, again }: Props) {
  const { station: texts } = useTexts()
  const [adding, setAdding] = useState(false)
  const inUse = station.retiredAt === null
  const done = () => {
    setAdding(false)
    again()
  }
  return (
    <Card title={texts.equipment}>
      <ul className="flex flex-col gap-4">
        {station.evses.map((evse) => (
          <Evse key={evse.id} evse={evse} station={station} again={again} />
        ))}
      </ul>
      {inUse && (adding ? <EvseForm stationId={station.id} done={done} /> : <Add name={texts.addEvse} open={setAdding} />)}
    </Card>
  )
}

const Add = ({ name, open }: { name: string; open: (adding: boolean) => void }) => (
  <Button className="self-start" onClick={() => open(true)}>
    {name}
  </Button>
)

function Evse({ evse, station, again }: Props & { evse: EvseShown }) {
  const { station: texts, evseStatus, form } = useTexts()
  const { sdk } = useSession()
  const [adding, setAdding] = useState(false)
  const inUse = station.retiredAt === null
  const number = Math.max(0, ...evse.connectors.map((connector) => connector.number)) + 1
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="font-semibold">{texts.evse(evse.number)}</h3>
        <Badge tone={EVSE_TONES[evse.status]}>{evseStatus[evse.status]}</Badge>
        <code className="text-sm break-all text-soft">{evse.evseId}</code>
      </div>
      <ul className="divide-y divide-line">
        {evse.connectors.map((connector) => (
          <Connector key={connector.id} connector={connector} station={station} again={again} />
        ))}
      </ul>
      {inUse && (
        <div className="flex flex-wrap gap-3">
          {adding ? (
            <ConnectorForm
              evse={{ id: evse.id, number }}
              station={station}
              done={() => {
                setAdding(false)
                again()
              }}
            />
          ) : (
            <Add name={texts.addConnector} open={setAdding} />
          )}
          {station.evses.length > 1 && (
            <AskFirst
              label={`${texts.retireEvse}: ${texts.evse(evse.number)}`}
              title={texts.retireEvse}
              yes={texts.retireEvse}
              back={form.back}
              onYes={async () => {
                await sdk.execute(RetireEvseDocument, { input: { evseId: evse.id } })
                again()
              }}
            >
              <p>{texts.retireEvseAsks(texts.evse(evse.number))}</p>
            </AskFirst>
          )}
        </div>
      )}
    </li>
  )
}

function Connector({ connector, station, again }: Props & { connector: ConnectorShown }) {
  const { station: texts, plugs, formats, currents, evseStatus, form } = useTexts()
  const { kW } = useFormat()
  const { sdk } = useSession()
  const [editing, setEditing] = useState(false)
  const { number, standard, format, powerType, maxPowerW, status, tariff } = connector
  const name = texts.connector(number)
  const alone = station.evses.every(({ connectors }) => connectors.length < 2)
  return (
    <li className="flex flex-col gap-2 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{name}</span>
        <Badge tone={EVSE_TONES[status]}>{evseStatus[status]}</Badge>
        <span>
          {plugs[standard]}, {kW(maxPowerW)}
        </span>
        <span className="text-sm text-soft">
          {formats[format]}, {currents[powerType]}
        </span>
        <bdi className="min-w-0 truncate text-sm">{tariff ? tariff.description : texts.free}</bdi>
      </div>
      {editing ? (
        <ConnectorForm
          connector={connector}
          station={station}
          done={() => {
            setEditing(false)
            again()
          }}
        />
      ) : (
        station.retiredAt === null && (
          <div className="flex flex-wrap gap-3">
            <Button aria-label={`${texts.edit}: ${name}`} onClick={() => setEditing(true)}>
              {texts.edit}
            </Button>
            {!alone && (
              <AskFirst
                label={texts.retireEvse}
                title={`${texts.retireEvse}: ${name}`}
                yes={texts.retireEvse}
                back={form.back}
                onYes={async () => {
                  await sdk.execute(RetireConnectorDocument, { input: { connectorId: connector.id } })
                  again()
                }}
              >
                <p>{texts.retireEvseAsks(name)}</p>
              </AskFirst>
            )}
          </div>
        )
      )}
    </li>
  )
}
