import { useState, type FormEvent } from 'react'
import { useSession } from '../../web/session/session.tsx'
import { useAsking } from '../../web/session/use-asking.ts'
import { Button } from '../../web/ui/button.tsx'
import { Choice } from '../../web/ui/choice.tsx'
import { Fault } from '../../web/ui/fault.tsx'
import { Field } from '../../web/ui/field.tsx'
import { filled } from '../../web/ui/filled.ts'
import { faultAt } from '../../web/ui/form.tsx'
import { SaveWebhookEndpointDocument, type EndpointFragment, type WebhookKindName } from '../generated/graphql.ts'
import { useTexts } from '../texts/index.ts'
import { once } from '../../web/session/once.ts'
import { Ticks } from './ticks.tsx'

interface Props {
  /** Whose it may be. */
  clients: readonly { id: string; name: string }[]
  /** What is there already; without it a new one is made. */
  endpoint?: EndpointFragment
  saved: (of: { id: string; url: string; secret: string | null }) => void
}

/** Where a client is told of events, and of which. */
export function EndpointForm({ clients, endpoint, saved }: Props) {
  const { webhooks: texts, kinds } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [clientId, setClientId] = useState(clients[0]?.id ?? '')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const input = {
      clientId,
      url: filled(given, 'url') ?? '',
      description: filled(given, 'description') ?? '',
      kinds: given.getAll('kinds') as WebhookKindName[],
    }
    void ask(async () => {
      const { saveWebhookEndpoint } = endpoint
        ? await sdk.execute(SaveWebhookEndpointDocument, { input: { ...input, endpointId: endpoint.id } })
        : await once('endpoint', (idempotencyKey) =>
            sdk.execute(SaveWebhookEndpointDocument, { input: { ...input, idempotencyKey } }),
          )
      if (!endpoint) form.reset()
      saved({ ...saveWebhookEndpoint.endpoint, secret: saveWebhookEndpoint.secret })
    })
  }
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-4">
      {fault && fault.issues.length === 0 && <Fault fault={fault} />}
      {!endpoint && (
        <Choice
          label={texts.client}
          value={clientId}
          options={clients.map(({ id, name }) => ({ value: id, name }))}
          onChange={setClientId}
        />
      )}
      <Field
        name="url"
        type="url"
        label={texts.url}
        hint={texts.urlHint}
        defaultValue={endpoint?.url}
        required
        maxLength={2048}
        fault={faultAt(fault, 'url')}
      />
      <Field
        name="description"
        label={texts.description}
        defaultValue={endpoint?.description}
        maxLength={200}
        fault={faultAt(fault, 'description')}
      />
      <Ticks name="kinds" label={texts.kinds} words={kinds} ticked={endpoint?.kinds ?? []} fault={faultAt(fault, 'kinds')} />
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {endpoint ? texts.save : texts.make}
      </Button>
    </form>
  )
}
