import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { BillsPageDocument, BillTotalsDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 50

/** The bills of a month: what they come to, and each of them. */
export function Records({ range }: { range: { from: string; until: string } }) {
  const { bills: texts } = useTexts()
  const { dayAndClock, kWh, money, number } = useFormat()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <>
      <View query={BillTotalsDocument} variables={{ input: { ...range, period: 'MONTH', timeZone } }}>
        {({ billingTotals }) =>
          billingTotals.length > 0 && (
            <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
              {billingTotals.flatMap(({ currency, bills, credits, energyWh, creditedEnergyWh, costExclVat, payable }) => [
                <Figure key={`${currency} n`} name={texts.count}>
                  {credits === 0 ? number(bills) : texts.counted(number(bills), number(credits))}
                </Figure>,
                <Figure key={`${currency} e`} name={texts.energy}>
                  {kWh(energyWh - creditedEnergyWh)}
                </Figure>,
                <Figure key={`${currency} x`} name={texts.exclVat}>
                  {money({ amount: costExclVat, currency })}
                </Figure>,
                <Figure key={`${currency} p`} name={texts.payable}>
                  {money({ amount: payable, currency })}
                </Figure>,
              ])}
            </dl>
          )
        }
      </View>
      <Pages query={BillsPageDocument} variables={{ filter: range, first: PAGE }} pick={(data) => data.chargeDetailRecords}>
        {({ rows, more }) =>
          rows.length === 0 ? (
            <Empty>{texts.noBills}</Empty>
          ) : (
            <>
              <Table
                label={texts.whats.bills}
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  { name: texts.issued, cell: ({ issuedAt, station }) => dayAndClock(issuedAt, station.timeZone) },
                  { name: texts.station, cell: ({ station }) => station.name },
                  { name: texts.customer, cell: ({ customer }) => customer?.reference ?? '–' },
                  {
                    name: texts.kind,
                    cell: ({ creditOf }) => (
                      <Badge tone={creditOf === null ? 'good' : 'warn'}>{creditOf === null ? texts.bill : texts.credit}</Badge>
                    ),
                  },
                  { name: texts.energy, number: true, cell: ({ totalEnergyWh }) => kWh(totalEnergyWh) },
                  { name: texts.exclVat, number: true, cell: ({ totalCostExclVat }) => money(totalCostExclVat) },
                  {
                    name: texts.payable,
                    number: true,
                    cell: ({ totalCostInclVat, totalCostExclVat }) => money(totalCostInclVat ?? totalCostExclVat),
                  },
                ]}
              />
              {more && (
                <Button className="self-start" onClick={more}>
                  {texts.more}
                </Button>
              )}
            </>
          )
        }
      </Pages>
    </>
  )
}
