import { useFormat } from '../../../web/i18n/format.ts'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import type { WebhookMessageState, WebhookMessageShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const TONES: Record<WebhookMessageState, Tone> = { WAITING: 'busy', DELIVERED: 'good', FAILED: 'danger', DROPPED: 'quiet' }

/** What an endpoint was told, each with its tries and what was posted. */
export function Deliveries(props: { messages: readonly WebhookMessageShownFragment[]; more: (() => void) | null }) {
  const { messages, more } = props
  const { webhooks: texts } = useTexts()
  return (
    <section aria-label={texts.deliveries} className="flex flex-col gap-2">
      {messages.length === 0 && <Empty>{texts.noDeliveries}</Empty>}
      {messages.map((message) => (
        <Delivery key={message.id} message={message} />
      ))}
      {more && <Button onClick={more}>{texts.more}</Button>}
    </section>
  )
}

function Delivery({ message }: { message: WebhookMessageShownFragment }) {
  const { webhooks: texts, messageStates } = useTexts()
  const { dayAndClock, number } = useFormat()
  const { attempts } = message
  return (
    <details className="rounded-lg border border-line bg-card p-4">
      <summary className="flex cursor-pointer flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0">
          <code className="block font-semibold break-all">{message.kind}</code>
          <span className="block text-sm text-soft">
            {dayAndClock(message.createdAt)} · {texts.tries(attempts.length)}
            {message.nextAt && ` · ${texts.nextTry(dayAndClock(message.nextAt))}`}
          </span>
        </span>
        <Badge tone={TONES[message.state]}>{messageStates[message.state]}</Badge>
      </summary>
      <ol className="mt-3 flex flex-col gap-2 text-sm">
        {attempts.map((attempt) => (
          <li key={attempt.at}>
            {dayAndClock(attempt.at)}: <strong>{attempt.status ?? attempt.failure}</strong> · {number(attempt.ms)} ms
            {attempt.answer && <code className="block break-all text-soft">{attempt.answer}</code>}
          </li>
        ))}
      </ol>
      <p className="mt-3 text-sm font-medium">{texts.posted}</p>
      <pre className="rounded-md bg-sunk p-3 text-sm break-all whitespace-pre-wrap">{message.body}</pre>
    </details>
  )
}
