import { useState } from 'react'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { ChangePasswordDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** A new password ends all other logins; this one goes on with new tokens. */
export function Password() {
  const { account: texts } = useTexts()
  const { passwordHint } = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [changed, setChanged] = useState(false)
  const change = async (form: FormData, element: HTMLFormElement) => {
    setChanged(false)
    const input = { currentPassword: filled(form, 'currentPassword') ?? '', newPassword: filled(form, 'newPassword') ?? '' }
    const { login } = (await sdk.execute(ChangePasswordDocument, { input })).changePassword
    sdk.setTokens(login ?? null)
    element.reset()
    setChanged(true)
  }
  return (
    <Card title={texts.password}>
      {changed && <Notice tone="good" title={texts.passwordChanged} />}
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-brand">{texts.changePassword}</summary>
        <Form save={texts.changePassword} busy={busy} fault={fault} onSave={(form, at) => void ask(() => change(form, at))}>
          <Field
            name="currentPassword"
            type="password"
            label={texts.currentPassword}
            autoComplete="current-password"
            fault={faultAt(fault, 'currentPassword')}
          />
          <Field
            name="newPassword"
            type="password"
            label={texts.newPassword}
            hint={passwordHint}
            autoComplete="new-password"
            fault={faultAt(fault, 'newPassword')}
          />
        </Form>
      </details>
    </Card>
  )
}
