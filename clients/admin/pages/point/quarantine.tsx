import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import {
  DismissQuarantinedMessageDocument,
  PointQuarantineDocument,
  RetryQuarantinedMessageDocument,
  type QuarantinedShownFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 10

/** What the charger said that could not be used. */
export function Quarantine({ id, zone }: { id: string; zone: string | undefined }) {
  const { settings: texts, stations } = useTexts()
  return (
    <Card title={texts.quarantine}>
      <Pages
        query={PointQuarantineDocument}
        variables={{ filter: { chargePointId: id, open: true }, first: PAGE }}
        pick={({ quarantinedMessages }) => quarantinedMessages}
      >
        {({ rows, more, again }) =>
          rows.length === 0 ? (
            <p className="text-soft">{texts.noQuarantine}</p>
          ) : (
            <>
              <ul className="divide-y divide-line">
                {rows.map((message) => (
                  <Message key={message.id} message={message} zone={zone} again={again} />
                ))}
              </ul>
              {more && <Button onClick={more}>{stations.more}</Button>}
            </>
          )
        }
      </Pages>
    </Card>
  )
}

function Message({ message, zone, again }: { message: QuarantinedShownFragment; zone: string | undefined; again: () => void }) {
  const { settings: texts, form } = useTexts()
  const { moment } = useFormat()
  const { sdk } = useSession()
  const [note, setNote] = useState('')
  const { id, action, reason, payload, receivedAt } = message
  return (
    <li className="flex flex-col items-start gap-2 py-3">
      <p className="flex flex-wrap gap-3">
        <strong>{action}</strong>
        <span className="text-soft">{moment(receivedAt, zone)}</span>
      </p>
      <p className="break-words">{reason}</p>
      <pre className="max-w-full rounded-md bg-sunk p-2 text-xs break-all whitespace-pre-wrap">{JSON.stringify(payload)}</pre>
      <div className="flex flex-wrap gap-3">
        <AskFirst
          label={texts.retry}
          title={texts.retry}
          back={form.back}
          look="plain"
          onYes={async () => {
            await sdk.execute(RetryQuarantinedMessageDocument, { input: { messageId: id } })
            again()
          }}
        >
          <p>{texts.retryAsks}</p>
        </AskFirst>
        <AskFirst
          label={texts.dismiss}
          title={texts.dismiss}
          back={form.back}
          onYes={async () => {
            await sdk.execute(DismissQuarantinedMessageDocument, { input: { messageId: id, reason: note.trim() } })
            again()
          }}
        >
          <p>{texts.dismissAsks}</p>
          <Field label={texts.why} value={note} onChange={(event) => setNote(event.target.value)} />
        </AskFirst>
      </div>
    </li>
  )
}
