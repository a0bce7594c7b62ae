import { useState, type FormEvent } from 'react'
import { SecondFactorNeeded } from '../../sdk/errors.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import { Field } from '../ui/field.tsx'
import { useSession } from './session.tsx'
import { useAsking } from './use-asking.ts'

/** Asks for address and password, and for a code where the account has a second factor. `done` is called when somebody is signed in. */
export function SignIn({ done }: { done: () => void }) {
  const kit = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [challenge, setChallenge] = useState<SecondFactorNeeded | null>(null)

  const enter = async (given: Record<string, string>) => {
    const { email = '', password = '', code = '' } = given
    try {
      await (challenge ? sdk.confirmSignIn({ challenge: challenge.challenge, code }) : sdk.signIn({ email, password }))
      done()
    } catch (error) {
      if (!(error instanceof SecondFactorNeeded)) throw error
      setChallenge(error)
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    void ask(() => enter(given))
  }

  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {fault && <Fault fault={fault} />}
      {challenge ? (
        <Field key="code" name="code" label={kit.secondFactorCode} autoComplete="one-time-code" required autoFocus />
      ) : (
        <>
          <Field name="email" type="email" label={kit.email} autoComplete="username" required />
          <Field name="password" type="password" label={kit.password} autoComplete="current-password" required />
        </>
      )}
      <Button type="submit" look="primary" busy={busy}>
        {kit.signIn}
      </Button>
    </form>
  )
}
