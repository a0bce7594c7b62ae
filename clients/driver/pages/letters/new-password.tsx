import { Link, useNavigate } from '@tanstack/react-router'
import { SecondFactorNeeded } from '../../../sdk/errors.ts'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { EnterCode } from '../../../web/session/enter-code.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useState } from 'react'
import { UndoEmailChangeDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { NoToken } from './letter.tsx'
import { useLetterToken } from './letter-token.ts'

/** Where the letter leads of who has forgotten their password. */
export function ResetPasswordPage() {
  const { letters: texts } = useTexts()
  const { sdk } = useSession()
  return (
    <>
      <PageTitle>{texts.reset}</PageTitle>
      <NewPassword page="reset-password" save={(input) => sdk.resetPassword(input)} />
    </>
  )
}

/** Where the letter to the old address leads: somebody else may have the account in their hands. */
export function UndoEmailChangePage() {
  const { letters: texts } = useTexts()
  const { sdk } = useSession()
  const undo = async (input: { token: string; newPassword: string }) => {
    const { login, challenge } = (await sdk.execute(UndoEmailChangeDocument, { input })).undoEmailChange
    if (challenge) throw new SecondFactorNeeded(challenge)
    sdk.setTokens(login)
  }
  return (
    <>
      <PageTitle>{texts.undo}</PageTitle>
      <p className="mb-4 max-w-xl">{texts.undoHint}</p>
      <NewPassword page="undo-email-change" save={undo} />
    </>
  )
}

function NewPassword({ page, save }: { page: string; save: (input: { token: string; newPassword: string }) => Promise<unknown> }) {
  const { letters: texts } = useTexts()
  const { passwordHint } = useKit()
  const { token, used } = useLetterToken(page)
  const { fault, busy, ask } = useAsking()
  const [challenge, setChallenge] = useState<SecondFactorNeeded | null>(null)
  const navigate = useNavigate()
  const done = () => void navigate({ to: '/security' })
  if (challenge) return <EnterCode challenge={challenge} done={done} />
  if (token === null)
    return (
      <NoToken>
        <Link to="/forgot-password" className="text-brand underline">
          {texts.askAgain}
        </Link>
      </NoToken>
    )
  const change = async (newPassword: string) => {
    try {
      await save({ token, newPassword })
    } catch (error) {
      if (!(error instanceof SecondFactorNeeded)) throw error
      used()
      return setChallenge(error)
    }
    used()
    done()
  }
  return (
    <div className="max-w-sm">
      <Form
        save={texts.resetNow}
        busy={busy}
        fault={fault}
        onSave={(form) => void ask(() => change(filled(form, 'newPassword') ?? ''))}
      >
        <Field
          name="newPassword"
          type="password"
          label={texts.newPassword}
          hint={passwordHint}
          autoComplete="new-password"
          fault={faultAt(fault, 'newPassword') ?? faultAt(fault, 'token')}
        />
      </Form>
    </div>
  )
}
