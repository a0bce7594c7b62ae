import { getRouteApi } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { dayIn, useFormat } from '../../../web/i18n/format.ts'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { NotificationFiguresDocument, type DeliveryState } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { SPANS } from './search.ts'
import { tally, type Tally } from './tally.ts'

const route = getRouteApi('/messages')
const STATES = ['DELIVERED', 'SENT', 'QUEUED', 'SUPPRESSED', 'BOUNCED', 'FAILED'] as const satisfies readonly DeliveryState[]
const DAY_MS = 24 * 3_600_000

/** What has become of each kind of message by now. Days are those of UTC, as they are counted. */
export function Figures() {
  const { messages: texts, topic: topics, channel: channels, deliveryState } = useTexts()
  const { number } = useFormat()
  const { days = 7 } = route.useSearch()
  const navigate = route.useNavigate()
  const until = dayIn('UTC', new Date())
  const from = dayIn('UTC', new Date(Date.now() - (days - 1) * DAY_MS))
  return (
    <div className="flex flex-col gap-4">
      <div className="max-w-xs">
        <Choice
          label={texts.span}
          value={String(days)}
          options={SPANS.map((span) => ({ value: String(span), name: texts.lastDays(span) }))}
          onChange={(span) => void navigate({ search: (now) => ({ ...now, days: Number(span) }) as never })}
        />
      </div>
      <View query={NotificationFiguresDocument} variables={{ from, until }}>
        {({ notificationFigures }) =>
          notificationFigures.length === 0 ? (
            <Empty>{texts.noneSent}</Empty>
          ) : (
            <Table<Tally>
              label={texts.parts.figures}
              rows={tally(notificationFigures)}
              rowKey={({ topic, channel }) => `${topic} ${channel}`}
              columns={[
                { name: texts.topic, cell: ({ topic }) => topics[topic] },
                { name: texts.channel, cell: ({ channel }) => channels[channel] },
                ...STATES.map((state) => ({
                  name: deliveryState[state],
                  cell: ({ counts }: Tally) => number(counts[state] ?? 0),
                  number: true,
                })),
              ]}
            />
          )
        }
      </View>
    </div>
  )
}
