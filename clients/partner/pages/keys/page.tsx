import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { KeysPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** What of a list is shown at once: a partner has a handful of clients. */
const MOST = 50

export function KeysPage() {
  const { keys: texts } = useTexts()
  const { dayAndClock } = useFormat()
  return (
    <SignedIn>
      <PageTitle>{texts.title}</PageTitle>
      <View query={KeysPageDocument} variables={{ first: MOST }}>
        {({ apiClients }) => (
          <div className="flex flex-col gap-4">
            {apiClients.edges.length === 0 && <Empty>{texts.none}</Empty>}
            {apiClients.edges.map(({ node: client }) => (
              <Card
                key={client.id}
                title={client.name}
                aside={
                  <Badge tone={client.revokedAt ? 'danger' : client.sandbox ? 'busy' : 'good'}>
                    {client.revokedAt ? texts.revoked : client.sandbox ? texts.sandbox : texts.real}
                  </Badge>
                }
              >
                <p className="text-sm text-soft">{client.scopes.join(', ')}</p>
                <ul className="text-sm">
                  {client.keys.map((key) => (
                    <li key={key.id}>
                      <code>{key.prefix}…</code> {texts.since(dayAndClock(key.createdAt))}
                    </li>
                  ))}
                </ul>
              </Card>
            ))}
          </div>
        )}
      </View>
    </SignedIn>
  )
}
