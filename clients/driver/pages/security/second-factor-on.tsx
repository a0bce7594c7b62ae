import { useKit } from '../../../web/i18n/kit/index.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useProof } from '../../../web/session/use-proof.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { DisableSecondFactorDocument, RenewRecoveryCodesDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

/** Codes for when the phone is lost, and turning it off. Both want a code. */
export function SecondFactorOn({ me, again, shown }: Part & { shown: (recoveryCodes: readonly string[]) => void }) {
  const { account: texts } = useTexts()
  const { secondFactorCode } = useKit()
  const { sdk } = useSession()
  const renewing = useAsking()
  const ending = useAsking()
  const { prove, field } = useProof()
  const renew = async (code: string) =>
    shown((await sdk.execute(RenewRecoveryCodesDocument, { input: { code } })).renewRecoveryCodes.recoveryCodes)
  const end = async (code: string) => {
    await prove((password) => sdk.execute(DisableSecondFactorDocument, { input: { code, password } }))
    again()
  }
  return (
    <>
      <p>{texts.codesLeft(me.recoveryCodesLeft ?? 0)}</p>
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-brand">{texts.newCodes}</summary>
        <Form
          save={texts.newCodes}
          busy={renewing.busy}
          fault={renewing.fault}
          onSave={(form) => void renewing.ask(() => renew(filled(form, 'code') ?? ''))}
        >
          <Field name="code" label={secondFactorCode} autoComplete="one-time-code" fault={faultAt(renewing.fault, 'code')} />
        </Form>
      </details>
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-brand">{texts.turnOff}</summary>
        <Form
          save={texts.turnOff}
          busy={ending.busy}
          fault={ending.fault}
          onSave={(form) => void ending.ask(() => end(filled(form, 'code') ?? ''))}
        >
          <Field name="code" label={secondFactorCode} autoComplete="one-time-code" fault={faultAt(ending.fault, 'code')} />
          {field}
        </Form>
      </details>
    </>
  )
}
