import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { PayBillsDocument, PayWaysDocument } from '../../generated/graphql.ts'
import { BillRow } from '../paying/bill.tsx'
import { InvoicesAsTable } from '../paying/invoices-as-table.tsx'
import { useTexts } from '../../texts/index.ts'
import { Holds } from './holds.tsx'
import { Purse } from './purse.tsx'
import { Ways } from './ways.tsx'

export function PayPage() {
  const { pay } = useTexts()
  return (
    <>
      <PageTitle>{pay.title}</PageTitle>
      <SignedIn>
        <View query={PayWaysDocument}>
          {(query, again) => {
            const { me, paymentProviders } = query
            return (
              <div className="flex max-w-2xl flex-col gap-4">
                {me?.paymentStanding === 'BLOCKED' && <Notice tone="danger" title={pay.blocked} />}
                {me?.paymentStanding === 'POST_PAID' && <Notice tone="info" title={pay.postPaid} />}
                {paymentProviders.length === 0 && <Notice tone="info" title={pay.noProvider} />}
                {paymentProviders.some(({ sandbox }) => sandbox) && <p className="text-sm text-soft">{pay.sandbox}</p>}
                <Card title={pay.bills}>
                  <Bills />
                  {me && <InvoicesAsTable userId={me.id} />}
                </Card>
                <Ways query={query} again={again} />
                <Holds />
                <Purse query={query} again={again} />
              </div>
            )
          }}
        </View>
      </SignedIn>
    </>
  )
}

const PAGE = 10

/** A page of bills, and those that follow it as they are asked for. */
function Bills({ after }: { after?: string }) {
  const { pay } = useTexts()
  const [more, setMore] = useState(false)
  return (
    <View query={PayBillsDocument} variables={{ first: PAGE, after: after ?? null }}>
      {({ me }, again) => {
        const { edges = [], pageInfo } = me?.bills ?? {}
        if (edges.length === 0 && after === undefined) return <Empty>{pay.none}</Empty>
        return (
          <>
            <ul className="flex flex-col divide-y divide-line">
              {edges.map(({ node }) => (
                <li key={node.id} className="flex flex-col gap-3 py-4 first:pt-0">
                  <BillRow bill={node} again={again} />
                </li>
              ))}
            </ul>
            {pageInfo?.hasNextPage && !more && <Button onClick={() => setMore(true)}>{pay.more}</Button>}
            {more && pageInfo?.endCursor && <Bills after={pageInfo.endCursor} />}
          </>
        )
      }}
    </View>
  )
}
