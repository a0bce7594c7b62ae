import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { OperationsPageDocument, PaymentsRetryOperationDocument, type OperationShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** What we asked of a provider, and nobody can say what became of it. */
export function Lost() {
  const { payments: texts, operationKind, desk } = useTexts()
  const { sdk, roles } = useSession()
  const { money, dayAndClock, number } = useFormat()
  return (
    <Paged
      query={OperationsPageDocument}
      variables={{ state: 'LOST' as const }}
      list={({ paymentOperations }) => paymentOperations}
    >
      {(operations, again) => {
        const retry = (operationId: string) => async () => {
          await sdk.execute(PaymentsRetryOperationDocument, { input: { operationId } })
          again()
        }
        return operations.length === 0 ? (
          <Empty>{texts.noneLost}</Empty>
        ) : (
          <Table<OperationShownFragment>
            label={texts.parts.lost}
            rows={operations}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.when, cell: ({ createdAt }) => dayAndClock(createdAt) },
              { name: texts.kind, cell: ({ kind }) => operationKind[kind] },
              { name: texts.provider, cell: ({ provider }) => provider },
              { name: texts.about, cell: ({ subjectType }) => subjectType },
              { name: texts.amount, cell: ({ amount }) => (amount ? money(amount) : '–'), number: true },
              { name: texts.failure, cell: ({ refusal }) => refusal ?? '–' },
              { name: texts.tries, cell: ({ tries }) => number(tries), number: true },
              {
                name: texts.again,
                cell: ({ id }) =>
                  roles.includes('ADMIN') ? (
                    <AskFirst label={texts.lookAgain} title={texts.lookAgain} back={desk.back} look="plain" onYes={retry(id)}>
                      <p>{texts.lookAgainMeans}</p>
                    </AskFirst>
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
