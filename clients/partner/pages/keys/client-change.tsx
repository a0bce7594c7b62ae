import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { TextArea } from '../../../web/ui/text-area.tsx'
import { UpdateApiClientDocument, type ApiScope, type PartnerClientFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Ticks } from '../ticks.tsx'

interface Props {
  client: PartnerClientFragment
  saved: () => void
}

/** Another name, other scopes, other addresses. It holds within seconds, for the keys that are there too. */
export function ClientChange(props: Props) {
  const { keys: texts } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <details className="text-sm" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer font-medium">{texts.change}</summary>
      {/* A page has many clients, and few of them are changed. */}
      {open && <ChangeForm {...props} />}
    </details>
  )
}

function ChangeForm({ client, saved }: Props) {
  const { keys: texts, scopes } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const save = (given: FormData) => {
    const input = {
      clientId: client.id,
      name: filled(given, 'name') ?? '',
      scopes: given.getAll('scopes') as ApiScope[],
      allowedAddresses: (filled(given, 'allowedAddresses') ?? '').split(/\s+/).filter(Boolean),
    }
    void ask(async () => {
      await sdk.execute(UpdateApiClientDocument, { input })
      saved()
    })
  }
  return (
    <div className="mt-4 max-w-xl text-base">
      <Form save={texts.save} busy={busy} fault={fault} onSave={save}>
        <Field name="name" label={texts.name} defaultValue={client.name} maxLength={60} fault={faultAt(fault, 'name')} />
        <Ticks name="scopes" label={texts.scopes} words={scopes} ticked={client.scopes} fault={faultAt(fault, 'scopes')} />
        <TextArea
          code
          rows={3}
          name="allowedAddresses"
          label={texts.addresses}
          hint={texts.addressesHint}
          defaultValue={client.allowedAddresses.join('\n')}
          fault={faultAt(fault, 'allowedAddresses')}
        />
      </Form>
    </div>
  )
}
