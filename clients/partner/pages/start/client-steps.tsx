import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useConfig } from '../../../web/shell/config.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Code } from '../../../web/ui/copy.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  ActivateApiManifestDocument,
  StartPageDocument,
  UploadApiManifestDocument,
  type StartPageQuery,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { curlLine, EXAMPLE, EXAMPLE_MANIFEST, sdkText } from './first-call.ts'
import { Step } from './step.tsx'

/** Calls are counted some seconds after they came. */
const LOOK_AGAIN_MS = 3_000

type Client = NonNullable<StartPageQuery['apiClient']>

/** What there is to do with a client: its operations, and the call. */
export function ClientSteps({ clientId, secret }: { clientId: string; secret: string | null }) {
  return (
    <View query={StartPageDocument} variables={{ clientId }}>
      {({ apiClient: client }, again) => client && <Steps client={client} secret={secret} again={again} />}
    </View>
  )
}

function Steps({ client, secret, again }: { client: Client; secret: string | null; again: () => void }) {
  const { start: texts } = useTexts()
  const active = client.manifests.edges.find(({ node }) => node.state === 'ACTIVE')?.node
  return (
    <>
      <Step n={3} title={texts.operations} done={active !== undefined}>
        <p className="text-sm text-soft">{texts.hints[1]}</p>
        {active ? <p>{texts.active(active.version)}</p> : <Example clientId={client.id} done={again} />}
        <Link to="/operations" search={{ client: client.id }} className="text-sm text-brand underline">
          {texts.toOperations}
        </Link>
      </Step>
      <Calling client={client} active={active} secret={secret} again={again} />
    </>
  )
}

/** An operation to begin with, for those who have none yet. */
function Example({ clientId, done }: { clientId: string; done: () => void }) {
  const { start: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { version } = EXAMPLE
  const upload = async () => {
    // Both change nothing the second time.
    await sdk.execute(UploadApiManifestDocument, { input: { clientId, version, manifest: EXAMPLE_MANIFEST } })
    await sdk.execute(ActivateApiManifestDocument, { input: { clientId, version } })
    done()
  }
  return (
    <>
      <Code label={texts.example}>{JSON.stringify(EXAMPLE_MANIFEST, null, 2)}</Code>
      {fault && <Fault fault={fault} />}
      <Button look="primary" busy={busy} className="self-start" onClick={() => void ask(upload)}>
        {texts.useExample}
      </Button>
    </>
  )
}

interface CallingProps {
  client: Client
  active: Client['manifests']['edges'][number]['node'] | undefined
  secret: string | null
  again: () => void
}

function Calling({ client, active, secret, again }: CallingProps) {
  const { start: texts } = useTexts()
  const { dayAndClock } = useFormat()
  const { graph: url } = useConfig()
  const last = client.calls.edges[0]?.node
  const waiting = active !== undefined && last === undefined
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [waiting, again])
  const operations = active?.operations.edges.map(({ node }) => node) ?? []
  const isExample = operations.some(({ hash }) => hash === EXAMPLE.hash)
  const hash = isExample ? EXAMPLE.hash : operations.find(({ kind }) => kind === 'QUERY')?.hash
  const call = active && hash && { url, key: secret, version: active.version, hash, variables: isExample ? EXAMPLE.variables : {} }
  return (
    <Step n={4} title={texts.call} done={last !== undefined}>
      <p className="text-sm text-soft">{texts.hints[2]}</p>
      {call && (
        <>
          {secret === null && <p className="text-sm">{texts.ownKey(client.keys.map(({ prefix }) => prefix).join(', '))}</p>}
          {!isExample && <p className="text-sm">{texts.ownVariables}</p>}
          <Code label={texts.curl}>{curlLine(call)}</Code>
          <Code label={texts.sdk}>{sdkText(call)}</Code>
          <p className="text-sm text-soft">{texts.sdkHint}</p>
        </>
      )}
      {waiting && (
        <p role="status" className="text-sm font-medium">
          {texts.waiting}
        </p>
      )}
      {last && (
        <Notice tone={last.code === null ? 'good' : 'warn'} title={texts.heard(last.operation, dayAndClock(last.at))}>
          {last.code !== null && <p className="text-sm">{texts.refused(last.code, last.requestId ?? '–')}</p>}
          <Link to="/usage" search={{ client: client.id }} className="text-brand underline">
            {texts.toUsage}
          </Link>
        </Notice>
      )}
    </Step>
  )
}
