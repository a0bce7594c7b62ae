import { useState } from 'react'
import { Pages } from '../../../web/list/pages.tsx'
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
  const [shown, setShown] = useState<Shown | null>(null)
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <SignedIn>
        {shown && <ShownOnce shown={shown} done={() => setShown(null)} />}
        <Pages query={KeysPageDocument} variables={{ first: PAGE }} pick={({ apiClients }) => apiClients}>
          {({ rows, more, again }) => {
            const made = (secret: Shown | null) => {
              if (secret) setShown(secret)
              again()
            }
            return (
              <div className="flex flex-col gap-4">
                {rows.length === 0 && <Empty>{texts.none}</Empty>}
                <NewClient made={made} open={rows.length === 0} />
                {rows.map((client) => (
                  <ClientCard key={client.id} client={client} changed={made} />
                ))}
                {more && <Button onClick={more}>{texts.more}</Button>}
              </div>
            )
          }}
        </Pages>
      </SignedIn>
    </>
  )
}
