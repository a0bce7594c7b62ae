import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useProof } from '../../../web/session/use-proof.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { RequestEmailChangeDocument, RequestEmailVerificationDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

/** The address that one signs in with: whether it is proven, and another one. */
export function Email({ me }: Part) {
  const { account: texts } = useTexts()
  const { sdk } = useSession()
  const proving = useAsking()
  const changing = useAsking()
  const { prove, field } = useProof()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const address = me.email ?? ''
  const sendLetter = async () => {
    await sdk.execute(RequestEmailVerificationDocument)
    setSentTo(address)
  }
  const change = async (email: string) => {
    await prove((password) => sdk.execute(RequestEmailChangeDocument, { input: { email, password } }))
    setSentTo(email)
  }
  return (
    <Card title={texts.email}>
      <p className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 break-words">{address}</span>
        {me.emailVerifiedAt ? <Badge tone="good">{texts.proven}</Badge> : <Badge tone="warn">{texts.unproven}</Badge>}
      </p>
      {!me.emailVerifiedAt && (
        <Button className="self-start" busy={proving.busy} onClick={() => void proving.ask(sendLetter)}>
          {texts.prove}
        </Button>
      )}
      {proving.fault && <Fault fault={proving.fault} />}
      {sentTo && <Notice tone="good" title={texts.letterSent(sentTo)} />}
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-brand">{texts.changeEmail}</summary>
        <Form
          save={texts.sendLink}
          busy={changing.busy}
          fault={changing.fault}
          onSave={(form) => void changing.ask(() => change(filled(form, 'email') ?? ''))}
        >
          <Field
            name="email"
            type="email"
            label={texts.newEmail}
            hint={texts.newEmailHint}
            autoComplete="email"
            fault={faultAt(changing.fault, 'email')}
          />
          {field}
        </Form>
      </details>
    </Card>
  )
}
