import { useState, type FormEvent } from 'react'
import { hasCode } from '../../sdk/errors.ts'
import { RequestRegistrationDocument } from '../../sdk/generated/graphql.ts'
import { LOCALES } from '../i18n/format.ts'
import { useKit } from '../i18n/kit/index.ts'
import { language } from '../i18n/language.ts'
import { Button } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import { Field } from '../ui/field.tsx'
import { faultAt } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSession } from './session.tsx'
import { useAsking } from './use-asking.ts'

/**
 * Opens an account. What the platform finds wrong stands at its field; nothing that was typed is lost. Where an address has to be proven first, a letter is
 * asked for, and its link comes back with `emailToken`.
 */
export function Register({ done, emailToken = null }: { done: () => void; emailToken?: string | null }) {
  const kit = useKit()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [sentTo, setSentTo] = useState<string | null>(null)

  const open = async (given: Record<'displayName' | 'email' | 'password', string>) => {
    try {
      await sdk.register({ ...given, emailToken })
    } catch (error) {
      if (!hasCode(error, 'EMAIL_UNPROVEN')) throw error
      const { email } = given
      await sdk.execute(RequestRegistrationDocument, { input: { email, locale: LOCALES[language.get()] } })
      return setSentTo(email)
    }
    done()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<'displayName' | 'email' | 'password', string>
    void ask(() => open(given))
  }

  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {fault && fault.issues.every(({ path }) => path.includes('emailToken')) && <Fault fault={fault} />}
      {sentTo && <Notice tone="good" title={kit.letterSent(sentTo)} />}
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
