import type { FormEvent } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import { Field } from '../ui/field.tsx'
import { faultAt } from '../ui/form.tsx'
import { useSession } from './session.tsx'
import { useAsking } from './use-asking.ts'

/** Opens an account. What the platform finds wrong stands at its field; nothing that was typed is lost. */
export function Register({ done }: { done: () => void }) {
  const kit = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<'displayName' | 'email' | 'password', string>
    void ask(async () => {
      await sdk.register(given)
      done()
    })
  }

  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {fault && fault.issues.length === 0 && <Fault fault={fault} />}
      <Field
        name="displayName"
        label={kit.displayName}
        autoComplete="nickname"
        required
        maxLength={60}
        fault={faultAt(fault, 'displayName')}
      />
      <Field name="email" type="email" label={kit.email} autoComplete="username" required fault={faultAt(fault, 'email')} />
      <Field
        name="password"
        type="password"
        label={kit.password}
        hint={kit.passwordHint}
        autoComplete="new-password"
        required
        minLength={12}
        fault={faultAt(fault, 'password')}
      />
      <Button type="submit" look="primary" busy={busy}>
        {kit.register}
      </Button>
    </form>
  )
}
