import { useState } from 'react'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useProof } from '../../../web/session/use-proof.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { ConfirmSecondFactorDocument, ProposeSecondFactorDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

interface Proposed {
  uri: string
  secret: string
}

/** Sets it up: a secret for the app, and a code that shows that the app has it. */
export function SecondFactorOff({ shown }: { shown: (recoveryCodes: readonly string[]) => void }) {
  const { account: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { prove, field } = useProof()
  const [proposed, setProposed] = useState<Proposed | null>(null)
  if (proposed) return <Confirm {...proposed} shown={shown} />
  const propose = async () =>
    setProposed((await prove((password) => sdk.execute(ProposeSecondFactorDocument, { input: { password } }))).proposeSecondFactor)
  return (
    <div className="flex flex-col items-start gap-3">
      {fault && <Fault fault={fault} />}
      {field}
      <Button busy={busy} onClick={() => void ask(propose)}>
        {texts.setUp}
      </Button>
    </div>
  )
}

function Confirm({ uri, secret, shown }: Proposed & { shown: (recoveryCodes: readonly string[]) => void }) {
  const { account: texts } = useTexts()
  const { secondFactorCode } = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const confirm = async (code: string) =>
    shown((await sdk.execute(ConfirmSecondFactorDocument, { input: { code } })).confirmSecondFactor.recoveryCodes)
  return (
    <>
      <p>{texts.enterSecret}</p>
      <p>
        {/* In fours: so it is read aloud and typed. */}
        <code className="text-lg break-words">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>
        <a href={uri} className="inline-flex min-h-11 items-center text-brand underline">
          {texts.openApp}
        </a>
      </p>
      <Form save={texts.turnOn} busy={busy} fault={fault} onSave={(form) => void ask(() => confirm(filled(form, 'code') ?? ''))}>
        <Field
          name="code"
          label={secondFactorCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          fault={faultAt(fault, 'code')}
        />
      </Form>
    </>
  )
}
