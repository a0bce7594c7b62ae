import type { FormEvent } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt } from '../../../web/ui/form.tsx'
import { CreateApiClientDocument, type ApiScope } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { once } from '../../../web/session/once.ts'
import { Ticks } from '../ticks.tsx'
import type { Shown } from '../shown-once.tsx'

/** Asks what the program may do, and makes a client for it. */
export function NewClient({ made, open }: { made: (shown: Shown & { clientId: string }) => void; open: boolean }) {
  const { keys: texts, scopes } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const name = filled(given, 'name') ?? ''
    const chosen = given.getAll('scopes') as ApiScope[]
    const sandbox = given.get('sandbox') === 'on'
    void ask(async () => {
      const { createApiClient } = await once('client', (idempotencyKey) =>
        sdk.execute(CreateApiClientDocument, { input: { name, scopes: chosen, sandbox, idempotencyKey } }),
      )
      form.reset()
      const { client, secret } = createApiClient
      made({ clientId: client.id, name: client.name, secret })
    })
  }
  return (
    <details open={open} className="rounded-lg border border-line bg-card p-4">
      <summary className="cursor-pointer font-semibold">{texts.add}</summary>
      <form onSubmit={submit} className="mt-4 flex max-w-xl flex-col items-start gap-4">
        {fault && fault.issues.length === 0 && <Fault fault={fault} />}
        <Field name="name" label={texts.name} hint={texts.nameHint} required maxLength={60} fault={faultAt(fault, 'name')} />
        <Ticks name="scopes" label={texts.scopes} words={scopes} fault={faultAt(fault, 'scopes')} />
        <label className="flex items-start gap-2">
          <input type="checkbox" name="sandbox" className="mt-1 size-4 shrink-0" />
          <span>
            {texts.inSandbox}
            <span className="block text-sm text-soft">{texts.sandboxHint}</span>
          </span>
        </label>
        <Button type="submit" look="primary" busy={busy}>
          {texts.make}
        </Button>
      </form>
    </details>
  )
}
