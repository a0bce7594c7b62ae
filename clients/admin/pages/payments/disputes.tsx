import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Table } from '../../../web/ui/table.tsx'
import {
  DisputesPageDocument,
  PaymentsAnswerDisputeDocument,
  type DisputeShownFragment,
  type DisputeState,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const TONES: Readonly<Record<DisputeState, Tone>> = { NEEDS_RESPONSE: 'warn', UNDER_REVIEW: 'busy', WON: 'good', LOST: 'danger' }

/** Payments that a bank was asked to take back. */
export function Disputes() {
  const { payments: texts, disputeState } = useTexts()
  const { money, dayAndClock } = useFormat()
  return (
    <Paged query={DisputesPageDocument} variables={{ state: null }} list={({ disputes }) => disputes}>
      {(disputes, again) =>
        disputes.length === 0 ? (
          <Empty>{texts.noDispute}</Empty>
        ) : (
          <Table<DisputeShownFragment>
            label={texts.parts.disputes}
            rows={disputes}
            rowKey={({ id }) => id}
            columns={[
              { name: texts.when, cell: ({ openedAt }) => dayAndClock(openedAt) },
              { name: texts.state, cell: ({ state }) => <Badge tone={TONES[state]}>{disputeState[state]}</Badge> },
              { name: texts.amount, cell: ({ amount }) => money(amount), number: true },
              { name: texts.fee, cell: ({ fee }) => money(fee), number: true },
              { name: texts.reason, cell: ({ reason }) => reason },
              { name: texts.dueBy, cell: ({ dueBy }) => (dueBy ? dayAndClock(dueBy) : '–') },
              {
                name: texts.answer,
                cell: ({ id, state, answer }) =>
                  state === 'NEEDS_RESPONSE' ? <Answer disputeId={id} answered={again} /> : (answer ?? '–'),
              },
            ]}
          />
        )
      }
    </Paged>
  )
}

function Answer({ disputeId, answered }: { disputeId: string; answered: () => void }) {
  const { payments: texts, desk } = useTexts()
  const { sdk } = useSession()
  const [text, setText] = useState('')
  const [documents, setDocuments] = useState('')
  const send = async () => {
    const named = documents.split(/\s+/).filter((each) => each !== '')
    await sdk.execute(PaymentsAnswerDisputeDocument, { input: { disputeId, text, documents: named } })
    answered()
  }
  return (
    <AskFirst label={texts.answer} title={texts.answer} yes={texts.send} back={desk.back} look="primary" onYes={send}>
      <p>{texts.answerMeans}</p>
      <Field label={texts.whatHappened} value={text} onChange={(event) => setText(event.target.value)} />
      <Field label={texts.documents} value={documents} onChange={(event) => setDocuments(event.target.value)} />
    </AskFirst>
  )
}
