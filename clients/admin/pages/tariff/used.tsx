import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { SetConnectorTariffDocument, StationPlugsDocument, TariffUseDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { StationChoice } from '../station-choice.tsx'

const PAGE = 20
const NOTHING = { edges: [], pageInfo: { hasNextPage: false } }

/** Which connectors have the tariff, and giving it to others. */
export function Used({ id }: { id: string }) {
  const { tariffs: texts, point: words, stations } = useTexts()
  return (
    <Card title={texts.used}>
      <Pages query={TariffUseDocument} variables={{ id, first: PAGE }} pick={({ tariff }) => tariff?.usedBy ?? NOTHING}>
        {({ rows, more, again }) => (
          <>
            {rows.length === 0 && <p className="text-soft">{texts.unused}</p>}
            <ul aria-label={texts.used} className="flex flex-col gap-1">
              {rows.map((connector) => (
                <li key={connector.id}>
                  <Link to="/stations/$id" params={{ id: connector.station.id }} className="text-brand underline">
                    <bdi>{`${connector.station.name}, ${connector.station.city}`}</bdi>
                  </Link>
                  , {words.connector(connector.evse.number, connector.number)}
                </li>
              ))}
            </ul>
            {more && (
              <Button className="self-start" onClick={more}>
                {stations.more}
              </Button>
            )}
            <Assign tariffId={id} again={again} />
          </>
        )}
      </Pages>
    </Card>
  )
}

function Assign({ tariffId, again }: { tariffId: string; again: () => void }) {
  const { tariffs: texts } = useTexts()
  const [stationId, setStationId] = useState('')
  return (
    <details>
      <summary className="cursor-pointer">{texts.assign}</summary>
      <div className="mt-3 flex max-w-lg flex-col gap-3">
        <StationChoice label={texts.station} none={texts.choose} value={stationId} onChange={setStationId} />
        {stationId !== '' && <Plugs key={stationId} stationId={stationId} tariffId={tariffId} again={again} />}
      </div>
    </details>
  )
}

function Plugs({ stationId, tariffId, again }: { stationId: string; tariffId: string; again: () => void }) {
  const { tariffs: texts, station: words, plugs } = useTexts()
  const { kW } = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <View query={StationPlugsDocument} variables={{ id: stationId }}>
      {({ station }, refresh) => {
        const assign = async () => {
          for (const connectorId of chosen) await sdk.execute(SetConnectorTariffDocument, { input: { connectorId, tariffId } })
          setChosen([])
          refresh()
          again()
        }
        return (
          <>
            {fault && <Fault fault={fault} />}
            {station?.evses.flatMap((evse) =>
              evse.connectors.map(({ id, number, standard, maxPowerW, tariff }) => (
                <label key={id} className="flex min-h-11 items-center gap-2">
                  <input
                    type="checkbox"
                    className="size-4 shrink-0"
                    disabled={tariff?.id === tariffId}
                    checked={tariff?.id === tariffId || chosen.includes(id)}
                    onChange={({ target }) => setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
                  />
                  <span>
                    {words.evse(evse.number)}, {words.connector(number)}: {plugs[standard]}, {kW(maxPowerW)}
                    <bdi className="block text-sm text-soft">{tariff?.description ?? words.free}</bdi>
                  </span>
                </label>
              )),
            )}
            {chosen.length > 0 && (
              <Button look="primary" className="self-start" busy={busy} onClick={() => void ask(assign)}>
                {texts.give}
              </Button>
            )}
          </>
        )
      }}
    </View>
  )
}
