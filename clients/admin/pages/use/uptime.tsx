import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Table } from '../../../web/ui/table.tsx'
import {
  UptimePageDocument,
  UptimeTableDocument,
  type StationUptimeInput,
  type UptimeShownFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CsvButton } from '../csv-button.tsx'

const PAGE = 30

/** How long connectors were up, each day. */
export function Uptime({ input }: { input: StationUptimeInput }) {
  const { use: texts, point: words, stations } = useTexts()
  const { percent, day: dayOf, number } = useFormat()
  const { sdk } = useSession()
  const hours = (seconds: number) => texts.hours(number(seconds / 3600, 1))
  return (
    <Card
      title={texts.uptime}
      aside={
        <CsvButton
          name="uptime.csv"
          part={async (after) => (await sdk.execute(UptimeTableDocument, { input, after })).stationUptimeTable}
        />
      }
    >
      <Pages query={UptimePageDocument} variables={{ input, first: PAGE }} pick={({ stationUptime }) => stationUptime}>
        {({ rows, more }) =>
          rows.length === 0 ? (
            <p className="text-soft">{texts.noUptime}</p>
          ) : (
            <>
              <Table<UptimeShownFragment>
                label={texts.uptime}
                rows={rows}
                rowKey={({ day, connector }) => `${day} ${connector.id}`}
                columns={[
                  { name: texts.day, cell: ({ day }) => dayOf(`${day}T12:00:00Z`, 'UTC') },
                  {
                    name: texts.connector,
                    cell: ({ connector: { station, evse, number: n } }) => (
                      <bdi>{`${station.name}, ${words.connector(evse.number, n)}`}</bdi>
                    ),
                  },
                  {
                    name: texts.share,
                    number: true,
                    cell: ({ uptime }) => (uptime.share == null ? '–' : percent(uptime.share * 100)),
                  },
                  { name: texts.offline, number: true, cell: ({ uptime }) => hours(uptime.offlineSeconds) },
                  { name: texts.faulted, number: true, cell: ({ uptime }) => hours(uptime.faultedSeconds) },
                  { name: texts.out, number: true, cell: ({ uptime }) => hours(uptime.unavailableSeconds) },
                  { name: texts.outages, number: true, cell: ({ uptime }) => number(uptime.outages) },
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
    </Card>
  )
}
