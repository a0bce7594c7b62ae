import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import {
  PaymentsRetryRefundDocument,
  RefundsPageDocument,
  type RefundShownFragment,
  type RefundState,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const TONES: Readonly<Record<RefundState, Tone>> = {
  REQUESTED: 'busy',
  PENDING: 'busy',
  SUCCEEDED: 'good',
  FAILED: 'danger',
  CANCELLED: 'quiet',
}

/** Money on its way back. One that failed is owed again, and can be tried by another way. */
export function Refunds() {
  const { payments: texts, refundState, desk } = useTexts()
  const { sdk } = useSession()
  const { money, dayAndClock } = useFormat()
  return (
    <Paged query={RefundsPageDocument} variables={{ state: null }} list={({ refunds }) => refunds}>
      {(refunds, again) => {
        const retry = (refundId: string, toWallet: boolean) => async () => {
          await sdk.execute(PaymentsRetryRefundDocument, { input: { refundId, toWallet } })
          again()
        }
        return refunds.length === 0 ? (
          <Empty>{texts.noRefund}</Empty>
        ) : (
          <Table<RefundShownFragment>
            label={texts.parts.refunds}
            rows={refunds}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.when, cell: ({ createdAt }) => dayAndClock(createdAt) },
              { name: texts.state, cell: ({ state }) => <Badge tone={TONES[state]}>{refundState[state]}</Badge> },
              { name: texts.amount, cell: ({ amount }) => money(amount), number: true },
              { name: texts.way, cell: ({ toWallet }) => (toWallet ? texts.toWallet : texts.sameWay) },
              { name: texts.reason, cell: ({ reason }) => reason },
              {
                name: texts.again,
                cell: ({ id, state }) =>
                  state === 'FAILED' ? (
                    <span className="flex gap-2">
                      <AskFirst label={texts.sameWay} title={texts.retry} back={desk.back} onYes={retry(id, false)}>
                        <p>{texts.retryMeans}</p>
                      </AskFirst>
                      <AskFirst label={texts.toWallet} title={texts.retry} back={desk.back} onYes={retry(id, true)}>
                        <p>{texts.retryWallet}</p>
                      </AskFirst>
                    </span>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )
      }}
    </Paged>
  )
}
