import { useEffect } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useProof } from '../../../web/session/use-proof.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  CancelAccountDeletionDocument,
  DeleteAccountDocument,
  type AccountDeletionFieldsFragment,
  type AccountDeletionState,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const BEGUN = new Set<AccountDeletionState>(['CHECKING', 'SCHEDULED', 'WAITING'])

/** How often is looked what the parts of the platform say. */
const LOOK_MS = 2_000

/** Deletes the account, after a question and some days in which one may come back. */
export function Leave({ deletion, again }: { deletion: AccountDeletionFieldsFragment | null; again: () => void }) {
  const { privacy: texts } = useTexts()
  const { sdk } = useSession()
  const { prove, field } = useProof()
  const isBegun = deletion !== null && BEGUN.has(deletion.state)
  const isLooking = deletion?.state === 'CHECKING'
  useEffect(() => {
    if (!isLooking) return undefined
    const looking = setInterval(again, LOOK_MS)
    return () => clearInterval(looking)
  })
  const leave = async () => {
    await prove((password) => sdk.execute(DeleteAccountDocument, { input: { password } }))
    again()
  }
  return (
    <Card title={texts.leave}>
      {deletion && <State deletion={deletion} />}
      {isBegun ? (
        <Stay again={again} />
      ) : (
        <>
          <p className="text-sm text-soft">{texts.leaveHint}</p>
          <div>
            <AskFirst label={texts.leave} title={texts.leaveSure} back={texts.stay} onYes={leave}>
              <p>{texts.leaveFollows}</p>
              {field}
            </AskFirst>
          </div>
        </>
      )}
    </Card>
  )
}

function State({ deletion: { state, dueAt, parts } }: { deletion: AccountDeletionFieldsFragment }) {
  const { privacy: texts } = useTexts()
  const { day } = useFormat()
  const holds = parts.flatMap(({ hold }) => (hold === null ? [] : [hold]))
  const isOver = state === 'CANCELLED' || state === 'DONE'
  return (
    <Notice tone={isOver ? 'info' : 'warn'} title={texts.states[state](day(dueAt))}>
      {!isOver && holds.map((hold) => <p key={hold}>{hold}</p>)}
    </Notice>
  )
}

function Stay({ again }: { again: () => void }) {
  const { privacy: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const stay = async () => {
    await sdk.execute(CancelAccountDeletionDocument)
    again()
  }
  return (
    <>
      {fault && <Fault fault={fault} />}
      <Button className="self-start" look="primary" busy={busy} onClick={() => void ask(stay)}>
        {texts.cancelLeave}
      </Button>
    </>
  )
}
