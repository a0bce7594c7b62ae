import { getRouteApi } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { BillPageDocument, type BillPageQuery } from '../../generated/graphql.ts'
import { BillRow } from '../paying/bill.tsx'
import { useTexts } from '../../texts/index.ts'

const route = getRouteApi('/bills/$id')

/** One bill: letters lead here. On paper it is the bill alone. */
export function BillPage() {
  const { id } = route.useParams()
  const { pay } = useTexts()
  return (
    <SignedIn>
      <View query={BillPageDocument} variables={{ id }}>
        {({ bill }, again) =>
          bill ? (
            <>
              <PageTitle
                aside={
                  <span className="print:hidden">
                    <Button onClick={() => globalThis.print()}>{pay.bill.print}</Button>
                  </span>
                }
              >
                {pay.bill.title}
              </PageTitle>
              <div className="flex max-w-2xl flex-col gap-4">
                <Card>
                  <BillRow bill={bill} again={again} />
                </Card>
                <Lines bill={bill} />
              </div>
            </>
          ) : (
            <NotFound />
          )
        }
      </View>
    </SignedIn>
  )
}

/** What each record says, those that take another back with it. */
function Lines({ bill }: { bill: NonNullable<BillPageQuery['bill']> }) {
  const { pay, session, costLine } = useTexts()
  const format = useFormat()
  const lines = bill.records.flatMap(({ id, lines: own }) => own.map((line, index) => ({ ...line, key: `${id}/${index}` })))
  if (lines.length === 0) return null
  return (
    <Card title={session.lines}>
      <ul className="flex flex-col divide-y divide-line">
        {lines.map(({ key, type, quantity, vatPercent, cost }) => (
          <li key={key} className="flex justify-between gap-4 py-2">
            <span>
              {costLine[type as keyof typeof costLine] ?? type}{' '}
              <span className="text-soft">
                {type === 'ENERGY' && format.kWh(quantity)}
                {vatPercent !== null && ` · ${pay.bill.vat(format.percent(vatPercent))}`}
              </span>
            </span>
            <span>{format.money(cost)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
