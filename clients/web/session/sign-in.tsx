import { useState, type FormEvent } from 'react'
import { EvergraphError, SecondFactorNeeded } from '../../sdk/errors.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import { Field } from '../ui/field.tsx'
import { useSession } from './session.tsx'

/** Asks for address and password, and for a code where the account has a second factor. `done` is called when somebody is signed in. */
export function SignIn({ done }: { done: () => void }) {
  const kit = useKit()
  const { sdk } = useSession()
  const [challenge, setChallenge] = useState<SecondFactorNeeded | null>(null)
  const [fault, setFault] = useState<EvergraphError | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setBusy(true)
    const entering = challenge
      ? sdk.confirmSignIn({ challenge: challenge.challenge, code: given['code'] ?? '' })
      : sdk.signIn({ email: given['email'] ?? '', password: given['password'] ?? '' })
    entering
      .then(done, (error: unknown) => {
        if (error instanceof SecondFactorNeeded) return setChallenge(error)
        if (error instanceof EvergraphError) return setFault(error)
        throw error
      })
      .finally(() => setBusy(false))
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
