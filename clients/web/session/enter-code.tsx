import type { SecondFactorNeeded } from '../../sdk/errors.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Field } from '../ui/field.tsx'
import { filled } from '../ui/filled.ts'
import { faultAt, Form } from '../ui/form.tsx'
import { useSession } from './session.tsx'
import { useAsking } from './use-asking.ts'

/** The second step of a sign-in. */
export function EnterCode({ challenge, done }: { challenge: SecondFactorNeeded; done: () => void }) {
  const { signIn, secondFactorCode } = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const confirm = async (code: string) => {
    await sdk.confirmSignIn({ challenge: challenge.challenge, code })
    done()
  }
  return (
    <div className="max-w-sm">
      <Form save={signIn} busy={busy} fault={fault} onSave={(form) => void ask(() => confirm(filled(form, 'code') ?? ''))}>
        <Field name="code" label={secondFactorCode} autoComplete="one-time-code" autoFocus fault={faultAt(fault, 'code')} />
      </Form>
    </div>
  )
}
