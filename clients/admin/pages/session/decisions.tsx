import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { EndForgottenSessionDocument, ReleaseSessionDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** Lets a held bill go out, and says why. */
export function Release({ session, again }: { session: { id: string }; again: () => void }) {
  const { sessions: texts, form } = useTexts()
  const { sdk } = useSession()
  const [reason, setReason] = useState('')
  const release = async () => {
    await sdk.execute(ReleaseSessionDocument, { input: { sessionId: session.id, reason } })
    again()
  }
  return (
    <AskFirst label={texts.release} title={texts.release} back={form.back} look="primary" onYes={release}>
      <p>{texts.releaseAsks}</p>
      <Field label={texts.reason} value={reason} onChange={(event) => setReason(event.target.value)} />
    </AskFirst>
  )
}

/** Ends a session of which its charger says no more. */
export function End({ session }: { session: { id: string } }) {
  const { sessions: texts, form } = useTexts()
  const { sdk } = useSession()
  const [reason, setReason] = useState('')
  return (
    <div>
      <AskFirst
        label={texts.end}
        title={texts.end}
        back={form.back}
        onYes={() => sdk.execute(EndForgottenSessionDocument, { input: { sessionId: session.id, reason: reason.trim() || null } })}
      >
        <p>{texts.endAsks}</p>
        <Field label={texts.reason} value={reason} onChange={(event) => setReason(event.target.value)} />
      </AskFirst>
    </div>
  )
}
