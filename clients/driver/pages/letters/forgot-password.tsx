import { useState } from 'react'
import { RequestPasswordResetDocument } from '../../../sdk/generated/graphql.ts'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useTexts } from '../../texts/index.ts'

/** Asks for the letter. The answer is the same for every address: it tells nobody who has an account. */
export function ForgotPasswordPage() {
  const { letters: texts } = useTexts()
  const { email } = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const request = (form: FormData) =>
    void ask(async () => {
      const address = filled(form, 'email') ?? ''
      await sdk.execute(RequestPasswordResetDocument, { input: { email: address } })
      setSentTo(address)
    })
  return (
    <>
      <PageTitle>{texts.forgot}</PageTitle>
      <div className="flex max-w-sm flex-col gap-4">
        <p className="text-soft">{texts.forgotHint}</p>
        <Form save={texts.forgotNow} busy={busy} fault={fault} onSave={request}>
          <Field name="email" type="email" label={email} autoComplete="username" fault={faultAt(fault, 'email')} />
        </Form>
        {sentTo && <Notice tone="good" title={texts.forgotSent(sentTo)} />}
      </div>
    </>
  )
}
