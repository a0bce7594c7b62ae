import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ClientNamesDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { NewClient } from '../keys/new-client.tsx'
import { ShownOnce, type Shown } from '../shown-once.tsx'
import { ClientSteps } from './client-steps.tsx'
import { Step } from './step.tsx'

const route = getRouteApi('/')

/** From an account to an answered call. Each step shows whether the reader has done it. */
export function StartPage() {
  const { start: texts } = useTexts()
  const { reader, roles } = useSession()
  const isPartner = reader !== null && roles.includes('PARTNER')
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <p className="mb-4 max-w-2xl text-soft">{texts.intro}</p>
      <ol className="flex max-w-3xl flex-col gap-4">
        <Step n={1} title={texts.account} done={isPartner}>
          {reader !== null && <p className="text-sm text-soft">{isPartner ? texts.isPartner : texts.notPartner}</p>}
          <SignedIn>{null}</SignedIn>
        </Step>
        {isPartner ? (
          <OwnSteps partnerId={reader} />
        ) : (
          [texts.client, texts.operations, texts.call].map((title, i) => (
            <Step key={title} n={i + 2} title={title} done={false}>
              <p className="text-sm text-soft">{texts.hints[i]}</p>
            </Step>
          ))
        )}
      </ol>
    </>
  )
}

function OwnSteps({ partnerId }: { partnerId: string }) {
  const { start: texts, keys, picker } = useTexts()
  const { client: chosen } = route.useSearch()
  const navigate = useNavigate()
  const [shown, setShown] = useState<(Shown & { clientId: string }) | null>(null)
  // It stays in the lines below after it was put away above: this page is where it was shown.
  const [kept, setKept] = useState(false)
  return (
    <View query={ClientNamesDocument} variables={{ partnerId }}>
      {({ apiClients }, again) => {
        const clients = apiClients.edges.map(({ node }) => node).filter(({ revokedAt }) => revokedAt === null)
        const client = clients.find(({ id }) => id === chosen) ?? clients[0]
        return (
          <>
            <Step n={2} title={texts.client} done={client !== undefined}>
              <p className="text-sm text-soft">{client ? texts.hints[0] : keys.none}</p>
              {shown && !kept && <ShownOnce shown={shown} done={() => setKept(true)} />}
              {!client && (
                <NewClient
                  open
                  made={(made) => {
                    setShown(made)
                    setKept(false)
                    again()
                  }}
                />
              )}
              {client && clients.length === 1 && <p className="font-medium">{client.name}</p>}
              {client && clients.length > 1 && (
                <div className="max-w-sm">
                  <Choice
                    label={picker.client}
                    value={client.id}
                    onChange={(id) => void navigate({ to: '/', search: { client: id } })}
                    options={clients.map(({ id, name }) => ({ value: id, name }))}
                  />
                </div>
              )}
              <details className="text-sm">
                <summary className="cursor-pointer font-medium">{texts.sandbox}</summary>
                <p className="mt-2 max-w-2xl text-soft">{texts.sandboxHint}</p>
              </details>
              {client && (
                <Link to="/keys" className="text-sm text-brand underline">
                  {texts.toKeys}
                </Link>
              )}
            </Step>
            {client ? (
              <ClientSteps key={client.id} clientId={client.id} secret={shown?.clientId === client.id ? shown.secret : null} />
            ) : (
              [texts.operations, texts.call].map((title, i) => (
                <Step key={title} n={i + 3} title={title} done={false}>
                  <p className="text-sm text-soft">{texts.hints[i + 1]}</p>
                </Step>
              ))
            )}
          </>
        )
      }}
    </View>
  )
}
