import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { BillsPageDocument, type BillShownFragment, type BillState } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { GiveBack } from './give-back.tsx'

const TONES: Readonly<Record<BillState, Tone>> = {
  OPEN: 'warn',
  PAYING: 'busy',
  PAID: 'good',
  OVERDUE: 'danger',
  WRITTEN_OFF: 'quiet',
}

/** The newest bills; what was paid of one can be given back. */
export function Bills() {
  const { payments: texts, billState } = useTexts()
  const { money, dayAndClock } = useFormat()
  return (
    <Paged query={BillsPageDocument} variables={{}} list={({ bills }) => bills}>
      {(bills) =>
        bills.length === 0 ? (
          <Empty>{texts.noBill}</Empty>
        ) : (
          <Table<BillShownFragment>
            label={texts.parts.bills}
            rows={bills}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.when, cell: ({ openedAt }) => dayAndClock(openedAt) },
              { name: texts.place, cell: ({ place }) => <Name>{place?.name}</Name> },
              { name: texts.user, cell: ({ user }) => <Name>{user?.displayName}</Name> },
              { name: texts.state, cell: ({ state }) => <Badge tone={TONES[state]}>{billState[state]}</Badge> },
              { name: texts.total, cell: ({ total }) => money(total), number: true },
              { name: texts.paid, cell: ({ paid }) => money(paid), number: true },
              { name: texts.due, cell: ({ due }) => money(due), number: true },
              { name: texts.giveBack, cell: (bill) => (bill.paid.amountMinor > 0 ? <GiveBack of={bill} /> : '–') },
            ]}
          />
        )
      }
    </Paged>
  )
}

/** Whatever somebody calls themselves: a long name leaves the amounts where they are. */
const Name = ({ children }: { children: string | undefined }) => (
  <bdi title={children} className="block max-w-44 truncate">
    {children ?? '–'}
  </bdi>
)
