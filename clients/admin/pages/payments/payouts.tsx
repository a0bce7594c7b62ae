import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import {
  PaymentsApprovePayoutDocument,
  PayoutsPageDocument,
  type PayoutShownFragment,
  type PayoutState,
} from '../../generated/graphql.ts'
import { hasOne, MAY } from '../../may.ts'
import { useTexts } from '../../texts/index.ts'
import { inMoney } from './in-money.ts'

const TONES: Readonly<Record<PayoutState, Tone>> = {
  DRAFT: 'warn',
  APPROVED: 'busy',
  SENT: 'busy',
  PAID: 'good',
  RETURNED: 'danger',
}

/** What operators have earned by weeks, and what was sent of it. */
export function Payouts() {
  const { payments: texts, payoutState } = useTexts()
  const { roles } = useSession()
  const { money } = useFormat()
  return (
    <Paged query={PayoutsPageDocument} variables={{ filter: null }} list={({ payouts }) => payouts}>
      {(payouts, again) =>
        payouts.length === 0 ? (
          <Empty>{texts.noPayout}</Empty>
        ) : (
          <Table<PayoutShownFragment>
            label={texts.parts.payouts}
            rows={payouts}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.week, cell: ({ week }) => week },
              { name: texts.operator, cell: ({ operator }) => operator.displayName },
              { name: texts.state, cell: ({ state }) => <Badge tone={TONES[state]}>{payoutState[state]}</Badge> },
              { name: texts.amount, cell: ({ amount, currency }) => inMoney(amount, currency, money), number: true },
              { name: texts.account, cell: ({ account }) => account ?? '–' },
              { name: texts.failure, cell: ({ failure }) => failure ?? '–' },
              {
                name: texts.approve,
                cell: (payout) =>
                  payout.state === 'DRAFT' && payout.account && hasOne(roles, MAY.settlement) ? (
                    <Approve of={payout} account={payout.account} approved={again} />
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )
      }
    </Paged>
  )
}

function Approve({ of, account, approved }: { of: PayoutShownFragment; account: string; approved: () => void }) {
  const { payments: texts, desk } = useTexts()
  const { sdk } = useSession()
  const { money } = useFormat()
  const approve = async () => {
    await sdk.execute(PaymentsApprovePayoutDocument, { input: { payoutId: of.id, account } })
    approved()
  }
  return (
    <AskFirst label={texts.approve} title={texts.approve} back={desk.back} look="primary" onYes={approve}>
      <p>{texts.approveMeans(inMoney(of.amount, of.currency, money), of.operator.displayName, account)}</p>
    </AskFirst>
  )
}
