import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { KeysPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ShownOnce, type Shown } from '../shown-once.tsx'
import { ClientCard } from './client-card.tsx'
import { NewClient } from './new-client.tsx'

const PAGE = 20

export function KeysPage() {
  const { keys: texts } = useTexts()
  const [first, setFirst] = useState(PAGE)
  const [shown, setShown] = useState<Shown | null>(null)
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        {shown && <ShownOnce shown={shown} done={() => setShown(null)} />}
        <View query={KeysPageDocument} variables={{ first }}>
          {({ apiClients: { edges, pageInfo } }, again) => {
            const made = (secret: Shown | null) => {
              if (secret) setShown(secret)
              again()
            }
            return (
              <div className="flex flex-col gap-4">
                {edges.length === 0 && <Empty>{texts.none}</Empty>}
                <NewClient made={made} open={edges.length === 0} />
                {edges.map(({ node }) => (
                  <ClientCard key={node.id} client={node} changed={made} />
                ))}
                {pageInfo.hasNextPage && <Button onClick={() => setFirst(first + PAGE)}>{texts.more}</Button>}
              </div>
            )
          }}
        </View>
      </SignedIn>
    </>
  )
}
