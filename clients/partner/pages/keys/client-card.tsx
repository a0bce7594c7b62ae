import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import {
  RevokeApiClientDocument,
  RevokeApiKeyDocument,
  RotateApiKeyDocument,
  type PartnerClientFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { once } from '../../../web/session/once.ts'
import type { Shown } from '../shown-once.tsx'
import { ClientChange } from './client-change.tsx'

/** How many hours an old key may work on beside its new one. */
const OVERLAPS = ['0', '24', '168'] as const

/** A client: what it may do, its keys, and what ends them. */
export function ClientCard({ client, changed }: { client: PartnerClientFragment; changed: (shown: Shown | null) => void }) {
  const { keys: texts, scopes, back } = useTexts()
  const { dayAndClock, number } = useFormat()
  const { sdk } = useSession()
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('24')
  const clientId = client.id

  const rotate = async () => {
    try {
      const { rotateApiKey } = await once(`rotate/${clientId}`, (idempotencyKey) =>
        sdk.execute(RotateApiKeyDocument, { input: { clientId, overlapHours: Number(overlap), idempotencyKey } }),
      )
      changed({ name: client.name, secret: rotateApiKey.secret })
    } catch (error) {
      changed(null)
      throw error
    }
  }
  // What was refused may be so because of what another tab has done, and an answer that was lost may have been a yes: both are looked at again.
  const revoke = () => sdk.execute(RevokeApiClientDocument, { input: { clientId } }).finally(() => changed(null))
  const revokeKey = (keyId: string) => sdk.execute(RevokeApiKeyDocument, { input: { keyId } }).finally(() => changed(null))
  return (
    <Card
      title={client.name}
      aside={
        <Badge tone={client.revokedAt ? 'danger' : client.sandbox ? 'busy' : 'good'}>
          {client.revokedAt ? texts.revoked : client.sandbox ? texts.sandbox : texts.real}
        </Badge>
      }
    >
      {client.scopes.length > 0 && (
        <ul className="list-disc pl-5 text-sm">
          {client.scopes.map((scope) => (
            <li key={scope}>{scopes[scope]}</li>
          ))}
        </ul>
      )}
      <p className="text-sm text-soft">{texts.requests(number(client.requestsPerHour), number(client.requestsPerDay))}</p>
      {client.revokedAt ? (
        <p className="text-sm">{texts.revokedSince(dayAndClock(client.revokedAt))}</p>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line text-sm">
            {client.keys.map((key) => (
              <li key={key.id} className="flex flex-wrap items-center justify-between gap-3 py-2">
                <span>
                  <code>{key.prefix}…</code>
                  <span className="block text-soft">
                    {texts.since(dayAndClock(key.createdAt))} ·{' '}
                    {key.expiresAt ? texts.until(dayAndClock(key.expiresAt)) : texts.unending}
                  </span>
                </span>
                <AskFirst
                  label={texts.revokeKey}
                  title={texts.revokeKeyTitle(key.prefix)}
                  back={back}
                  onYes={() => revokeKey(key.id)}
                >
                  <p>{texts.revokeKeyHint}</p>
                </AskFirst>
              </li>
            ))}
          </ul>
          {client.keys.length === 0 && <p className="text-sm">{texts.noKey}</p>}
          <ClientChange key={`${client.name} ${client.scopes.join()}`} client={client} saved={() => changed(null)} />
          <div className="flex flex-wrap gap-3">
            <AskFirst label={texts.rotate} title={texts.rotateTitle(client.name)} back={back} look="primary" onYes={rotate}>
              <p>{texts.rotateHint}</p>
              <Choice
                label={texts.overlap}
                value={overlap}
                onChange={setOverlap}
                options={OVERLAPS.map((value) => ({ value, name: texts.overlaps[value] }))}
              />
            </AskFirst>
            <AskFirst label={texts.revoke} title={texts.revokeTitle(client.name)} back={back} onYes={revoke}>
              <p>{texts.revokeHint}</p>
            </AskFirst>
          </div>
        </>
      )}
    </Card>
  )
}
