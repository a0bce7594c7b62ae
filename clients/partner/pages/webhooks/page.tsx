import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ClientNamesDocument, WebhooksPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { EndpointForm } from '../endpoint-form.tsx'
import { stateOf } from '../endpoint-state.ts'
import { ShownOnce, type Shown } from '../shown-once.tsx'

const PAGE = 20

export function WebhooksPage() {
  const { webhooks: texts } = useTexts()
  const { reader } = useSession()
  const [shown, setShown] = useState<Shown | null>(null)
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        {shown && <ShownOnce shown={shown} done={() => setShown(null)} />}
        <View query={ClientNamesDocument} variables={{ partnerId: reader ?? '' }}>
          {({ apiClients }) => {
            const clients = apiClients.edges.map(({ node }) => node).filter(({ revokedAt }) => revokedAt === null)
            return (
              <Pages query={WebhooksPageDocument} variables={{ first: PAGE }} pick={({ webhookEndpoints }) => webhookEndpoints}>
                {({ rows, more, again }) => (
                  <div className="flex flex-col gap-4">
                    {rows.length === 0 && clients.length > 0 && <Empty>{texts.none}</Empty>}
                    {clients.length === 0 ? (
                      <Notice tone="info" title={texts.clientFirst}>
                        <Link to="/keys" className={buttonClass('primary')}>
                          {texts.toKeys}
                        </Link>
                      </Notice>
                    ) : (
                      <details open={rows.length === 0} className="rounded-lg border border-line bg-card p-4">
                        <summary className="mb-2 cursor-pointer font-semibold">{texts.add}</summary>
                        <EndpointForm
                          clients={clients}
                          saved={({ url, secret }) => {
                            setShown({ name: url, secret })
                            again()
                          }}
                        />
                      </details>
                    )}
                    <ul className="flex flex-col gap-2">
                      {rows.map((node) => (
                        <li key={node.id}>
                          <Link
                            to="/webhooks/$id"
                            params={{ id: node.id }}
                            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
                          >
                            <span className="min-w-0">
                              <span className="block font-semibold break-all">{node.url}</span>
                              <span className="block text-sm text-soft">
                                {[node.client.name, node.description, texts.waiting(node.waiting)].filter(Boolean).join(' · ')}
                              </span>
                            </span>
                            <Badge tone={stateOf(node).tone}>{texts.states[stateOf(node).state]}</Badge>
                          </Link>
                        </li>
                      ))}
                    </ul>
                    {more && <Button onClick={more}>{texts.more}</Button>}
                  </div>
                )}
              </Pages>
            )
          }}
        </View>
      </SignedIn>
    </>
  )
}
