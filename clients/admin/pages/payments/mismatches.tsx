import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { AskWhy } from '../../desk/ask-why.tsx'
import { MismatchesPageDocument, PaymentsResolveMismatchDocument, type MismatchShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { inMoney } from './in-money.ts'

/** Where our books and a provider's do not agree, and nobody has said why. */
export function Mismatches() {
  const { payments: texts } = useTexts()
  const { sdk } = useSession()
  const { money, dayAndClock } = useFormat()
  return (
    <Paged query={MismatchesPageDocument} variables={{ open: true }} list={({ mismatches }) => mismatches}>
      {(mismatches, again) => {
        const resolve = (mismatchId: string) => async (reason: string) => {
          await sdk.execute(PaymentsResolveMismatchDocument, { input: { mismatchId, reason } })
          again()
        }
        return mismatches.length === 0 ? (
          <Empty>{texts.noMismatch}</Empty>
        ) : (
          <Table<MismatchShownFragment>
            label={texts.parts.mismatches}
            rows={mismatches}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.when, cell: ({ notedAt }) => dayAndClock(notedAt) },
              { name: texts.provider, cell: ({ provider }) => provider },
              { name: texts.kind, cell: ({ kind }) => kind },
              { name: texts.about, cell: ({ aboutKind, aboutId }) => `${aboutKind} ${aboutId}` },
              { name: texts.ours, cell: ({ ours, currency }) => inMoney(ours, currency, money), number: true },
              { name: texts.theirs, cell: ({ theirs, currency }) => inMoney(theirs, currency, money), number: true },
              {
                name: texts.resolve,
                cell: ({ id }) => (
                  <AskWhy label={texts.resolve} title={texts.resolve} look="plain" onYes={resolve(id)}>
                    <p>{texts.resolveMeans}</p>
                  </AskWhy>
                ),
              },
            ]}
          />
        )
      }}
    </Paged>
  )
}
