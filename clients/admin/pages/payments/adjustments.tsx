import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { AskWhy } from '../../desk/ask-why.tsx'
import {
  AdjustmentsPageDocument,
  PaymentsDecideAdjustmentDocument,
  type AdjustmentShownFragment,
  type AdjustmentState,
} from '../../generated/graphql.ts'
import { hasOne, MAY } from '../../may.ts'
import { useTexts } from '../../texts/index.ts'

const TONES: Readonly<Record<AdjustmentState, Tone>> = {
  PROPOSED: 'warn',
  APPROVED: 'good',
  REJECTED: 'danger',
  WITHDRAWN: 'quiet',
  EXPIRED: 'quiet',
}

/** Money that one person proposes to give or to take, and another decides. */
export function Adjustments() {
  const { payments: texts, adjustmentState } = useTexts()
  const { sdk, roles, reader } = useSession()
  const { money, dayAndClock } = useFormat()
  return (
    <Paged query={AdjustmentsPageDocument} variables={{ states: null }} list={({ adjustments }) => adjustments}>
      {(adjustments, again) => {
        const decide = (adjustmentId: string, approve: boolean) => async (reason: string) => {
          await sdk.execute(PaymentsDecideAdjustmentDocument, { input: { adjustmentId, approve, reason } })
          again()
        }
        // Whoever has proposed it does not decide it.
        const mayDecide = ({ state, proposedBy }: AdjustmentShownFragment) =>
          state === 'PROPOSED' && proposedBy.id !== reader && hasOne(roles, MAY.settlement)
        return adjustments.length === 0 ? (
          <Empty>{texts.noAdjustment}</Empty>
        ) : (
          <Table<AdjustmentShownFragment>
            label={texts.parts.adjustments}
            rows={adjustments}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.when, cell: ({ proposedAt }) => dayAndClock(proposedAt) },
              { name: texts.proposedBy, cell: ({ proposedBy }) => proposedBy.displayName },
              { name: texts.state, cell: ({ state }) => <Badge tone={TONES[state]}>{adjustmentState[state]}</Badge> },
              { name: texts.amount, cell: ({ amount }) => money(amount), number: true },
              { name: texts.reason, cell: ({ reason }) => reason },
              { name: texts.evidence, cell: ({ evidence }) => evidence },
              {
                name: texts.decide,
                cell: (row) =>
                  mayDecide(row) ? (
                    <span className="flex gap-2">
                      <AskWhy label={texts.approve} title={texts.approve} look="primary" onYes={decide(row.id, true)}>
                        <p>{texts.bookMeans(money(row.amount))}</p>
                      </AskWhy>
                      <AskWhy label={texts.reject} title={texts.reject} onYes={decide(row.id, false)} />
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
