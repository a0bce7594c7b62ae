import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  DeleteWebhookEndpointDocument,
  ReplayWebhooksDocument,
  RotateWebhookSecretDocument,
  SetWebhookEndpointEnabledDocument,
  TestWebhookEndpointDocument,
  type WebhookReplayWhich,
  type WebhookShownFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { EndpointForm } from '../endpoint-form.tsx'
import { stateOf } from '../endpoint-state.ts'
import { ShownOnce, type Shown } from '../shown-once.tsx'

const HOUR_MS = 3_600_000
/** How many hours back messages are sent again. They are kept for 30 days. */
const BACK = ['1', '24', '720'] as const

/** An endpoint: whether it is well, what it wants, and what can be done with it. What changes of it comes by itself. */
export function EndpointCard({ endpoint }: { endpoint: WebhookShownFragment }) {
  const { webhooks: texts, kinds, back } = useTexts()
  const { dayAndClock } = useFormat()
  const { sdk } = useSession()
  const navigate = useNavigate()
  const { fault, busy, ask } = useAsking()
  const [shown, setShown] = useState<Shown | null>(null)
  const [done, setDone] = useState('')
  const [hours, setHours] = useState<(typeof BACK)[number]>('24')
  const [which, setWhich] = useState<WebhookReplayWhich>('FAILED')
  const { id: endpointId, url } = endpoint
  const { state, tone } = stateOf(endpoint)
  const act = (work: () => Promise<unknown>) => {
    setDone('')
    void ask(work)
  }
  const rotate = async () => {
    const { rotateWebhookSecret } = await sdk.execute(RotateWebhookSecretDocument, { input: { endpointId } })
    setShown({ name: url, secret: rotateWebhookSecret.secret })
  }
  const replay = async () => {
    const since = new Date(Date.now() - Number(hours) * HOUR_MS).toISOString()
    const { replayWebhooks } = await sdk.execute(ReplayWebhooksDocument, { input: { endpointId, since, which } })
    setDone(texts.replaying(replayWebhooks.replay.total))
  }
  const test = async () => {
    await sdk.execute(TestWebhookEndpointDocument, { input: { endpointId } })
    setDone(texts.tested)
  }
  const enable = (enabled: boolean) => sdk.execute(SetWebhookEndpointEnabledDocument, { input: { endpointId, enabled } })
  const remove = async () => {
    await sdk.execute(DeleteWebhookEndpointDocument, { input: { endpointId } })
    await navigate({ to: '/webhooks' })
  }
  return (
    <>
      {shown && <ShownOnce shown={shown} done={() => setShown(null)} />}
      <Card title={endpoint.client.name} aside={<Badge tone={tone}>{texts.states[state]}</Badge>}>
        <p className="break-all">
          <code>{url}</code>
        </p>
        {endpoint.description && <p className="text-soft">{endpoint.description}</p>}
        {endpoint.disabledBecause && endpoint.disabledAt && (
          <Notice tone="warn" title={texts.offSince(dayAndClock(endpoint.disabledAt))}>
            <p>{texts.because[endpoint.disabledBecause]}</p>
          </Notice>
        )}
        {!endpoint.disabledAt && endpoint.failingSince && (
          <Notice tone="warn" title={texts.failingSince(dayAndClock(endpoint.failingSince))} />
        )}
        <ul className="list-disc pl-5 text-sm">
          {endpoint.kinds.map((kind) => (
            <li key={kind}>{kinds[kind]}</li>
          ))}
        </ul>
        <p className="text-sm text-soft">
          {texts.waiting(endpoint.waiting)} ·{' '}
          {endpoint.secrets[1]?.expiresAt ? texts.twoSecrets(dayAndClock(endpoint.secrets[1].expiresAt)) : texts.oneSecret}
        </p>
        {fault && <Fault fault={fault} />}
        <p role="status" className="text-sm font-medium text-brand empty:hidden">
          {done}
        </p>
        <div className="flex flex-wrap gap-3">
          {endpoint.disabledAt ? (
            <Button look="primary" busy={busy} onClick={() => act(() => enable(true))}>
              {texts.enable}
            </Button>
          ) : (
            <Button look="primary" busy={busy} onClick={() => act(test)}>
              {texts.test}
            </Button>
          )}
          <AskFirst label={texts.replay} title={texts.replayTitle} back={back} look="plain" onYes={replay}>
            <p>{texts.replayHint}</p>
            <Choice
              label={texts.since}
              value={hours}
              onChange={setHours}
              options={BACK.map((value) => ({ value, name: texts.sinces[value] }))}
            />
            <Choice
              label={texts.whichReplay}
              value={which}
              onChange={setWhich}
              options={(['FAILED', 'ALL'] as const).map((value) => ({ value, name: texts.replays[value] }))}
            />
          </AskFirst>
          <AskFirst label={texts.rotate} title={texts.rotateTitle} back={back} look="plain" onYes={rotate}>
            <p>{texts.rotateHint}</p>
          </AskFirst>
          {!endpoint.disabledAt && (
            <AskFirst label={texts.disable} title={texts.disableTitle} back={back} onYes={() => enable(false)}>
              <p>{texts.disableHint}</p>
            </AskFirst>
          )}
          <AskFirst label={texts.remove} title={texts.removeTitle} back={back} onYes={remove}>
            <p>{texts.removeHint}</p>
          </AskFirst>
        </div>
        <details>
          <summary className="cursor-pointer font-medium">{texts.change}</summary>
          <div className="mt-4">
            {/* Another state of it from elsewhere, and the form begins with that. */}
            <EndpointForm
              key={`${url} ${endpoint.description} ${endpoint.kinds.join()}`}
              clients={[endpoint.client]}
              endpoint={endpoint}
              saved={() => setDone(texts.saved)}
            />
          </div>
        </details>
      </Card>
    </>
  )
}
