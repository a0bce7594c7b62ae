import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { ConsoleMeterDocument, type ConsoleMeterQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type Line = NonNullable<ConsoleMeterQuery['chargingSession']>['meterValues']['edges'][number]['node']

const PAGE = 50
const NOTHING = { edges: [], pageInfo: { hasNextPage: false } }

/** What the meter said, line by line; asked for when somebody wants to see it. */
export function Meter({ id, zone }: { id: string; zone: string }) {
  const { sessions: texts, stations } = useTexts()
  const { moment, kWh, kW, percent } = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <Card title={texts.meter}>
      {!open && (
        <Button className="self-start" onClick={() => setOpen(true)}>
          {texts.showMeter}
        </Button>
      )}
      {open && (
        <Pages
          query={ConsoleMeterDocument}
          variables={{ id, first: PAGE }}
          pick={({ chargingSession }) => chargingSession?.meterValues ?? NOTHING}
        >
          {({ rows, more }) =>
            rows.length === 0 ? (
              <p className="text-soft">{texts.noMeter}</p>
            ) : (
              <>
                <Table<Line>
                  label={texts.meter}
                  rows={rows}
                  rowKey={({ at, registerWh }) => `${at} ${registerWh}`}
                  columns={[
                    { name: texts.time, cell: ({ at }) => moment(at, zone) },
                    { name: texts.register, number: true, cell: ({ registerWh }) => (registerWh == null ? '–' : kWh(registerWh)) },
                    { name: texts.power, number: true, cell: ({ powerW }) => (powerW == null ? '–' : kW(powerW)) },
                    {
                      name: texts.battery,
                      number: true,
                      cell: ({ socPercent }) => (socPercent == null ? '–' : percent(socPercent)),
                    },
                  ]}
                />
                {more && (
                  <Button className="self-start" onClick={more}>
                    {stations.more}
                  </Button>
                )}
              </>
            )
          }
        </Pages>
      )}
    </Card>
  )
}
