import { useState } from 'react'
import { hasCode } from '../../../sdk/errors.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { RemovePhoneDocument, SetPhoneDocument, VerifyPhoneDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

/** A number for SMS, proven by a code. */
export function PhoneNumber({ me, again }: Part) {
  const { telling: texts } = useTexts()
  const { sdk } = useSession()
  const [codeFor, setCodeFor] = useState<string | null>(null)
  const [isOffered, setOffered] = useState(true)
  const remove = async () => {
    await sdk.execute(RemovePhoneDocument)
    again()
  }
  if (!isOffered) return <Card title={texts.phone}>{texts.noSms}</Card>
  if (me.phone)
    return (
      <Card title={texts.phone}>
        <p>{texts.phoneIs(me.phone.masked)}</p>
        <div>
          <AskFirst label={texts.removePhone} title={`${texts.removePhone}?`} back={texts.keep} onYes={remove} />
        </div>
      </Card>
    )
  return (
    <Card title={texts.phone}>
      {codeFor === null ? <Number sent={setCodeFor} off={() => setOffered(false)} /> : <Code masked={codeFor} done={again} />}
    </Card>
  )
}

function Number({ sent, off }: { sent: (masked: string) => void; off: () => void }) {
  const { telling: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const send = async (number: string) => {
    try {
      sent((await sdk.execute(SetPhoneDocument, { input: { number } })).setPhone.masked)
    } catch (error) {
      if (!hasCode(error, 'CHANNEL_OFF')) throw error
      off()
    }
  }
  return (
    <Form save={texts.sendCode} busy={busy} fault={fault} onSave={(form) => void ask(() => send(filled(form, 'number') ?? ''))}>
      <Field
        name="number"
        type="tel"
        label={texts.number}
        hint={texts.numberHint}
        autoComplete="tel"
        fault={faultAt(fault, 'number')}
      />
    </Form>
  )
}

function Code({ masked, done }: { masked: string; done: () => void }) {
  const { telling: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const verify = async (code: string) => {
    await sdk.execute(VerifyPhoneDocument, { input: { code } })
    done()
  }
  return (
    <Form save={texts.verify} busy={busy} fault={fault} onSave={(form) => void ask(() => verify(filled(form, 'code') ?? ''))}>
      <p role="status">{texts.codeSent(masked)}</p>
      <Field name="code" label={texts.codeOf} inputMode="numeric" autoComplete="one-time-code" fault={faultAt(fault, 'code')} />
    </Form>
  )
}
